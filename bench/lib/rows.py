"""The rows that bench/run collects."""
import sys


def row(what, value, against='', goal='', met=None):
    """met: True, False, or None where there is no goal to hold it against."""
    print(what, value, against or '-', goal or '-',
          '-' if met is None else 'met' if met else 'short', sep='\t', flush=True)


def ratio(what, ours, theirs, against, most=None):
    """Seconds; ours at most `most` times theirs, where that is a goal."""
    r = ours / theirs if theirs else float('inf')
    row(what, '%.2f (%.2f s)' % (r, ours), '%s: %.2f s' % (against, theirs),
        most and 'at most %g' % most, most and r <= most)


def say(text):
    print(text, file=sys.stderr, flush=True)
