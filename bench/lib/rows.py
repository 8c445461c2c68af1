"""The rows that bench/run collects."""
import sys


def row(what, value, against='', goal='', met=None):
    """met: True, False, or None where there is no goal to hold it against."""
    print(what, value, against or '-', goal or '-',
          '-' if met is None else 'met' if met else 'short', sep='\t', flush=True)


def ratio(what, ours, theirs, against, most, unit='s'):
    """Ours at most `most` times theirs."""
    r = ours / theirs if theirs else float('inf')
    row(what, '%.2f (%.1f %s)' % (r, ours, unit), '%s: %.1f %s' % (against, theirs, unit),
        'at most %g' % most, r <= most)


def say(text):
    print(text, file=sys.stderr, flush=True)
