"""Draws lines of (character, style) as an SVG: a terminal's window with monospaced, coloured text."""
from xml.sax.saxutils import escape

CELL, LINE, SIZE = 8.43, 19, 14
LEFT, TOP = 18, 52
PALETTE = ['#484f58', '#ff7b72', '#56d364', '#e3b341', '#79c0ff', '#d2a8ff', '#56d4dd', '#c9d1d9',
           '#8b949e', '#ffa198', '#7ee787', '#f2cc60', '#a5d6ff', '#e2c5ff', '#b3f0ff', '#ffffff']
TEXT, WINDOW, BAR, EDGE, TITLE = '#e6edf3', '#0d1117', '#161b22', '#30363d', '#8b949e'
FONT = "ui-monospace, 'DejaVu Sans Mono', 'Cascadia Mono', Menlo, Consolas, monospace"


def draw(lines, title):
    columns = max(len(''.join(c for c, _ in line).rstrip()) for line in lines)
    width, height = round(LEFT * 2 + columns * CELL), TOP + len(lines) * LINE + 6
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="img" aria-label="{escape(title)}">',
        f'<rect x="0.5" y="0.5" width="{width - 1}" height="{height - 1}" rx="9" fill="{WINDOW}" stroke="{EDGE}"/>',
        f'<path d="M0.5 34.5V9.5a9 9 0 0 1 9-9h{width - 19}a9 9 0 0 1 9 9v25z" fill="{BAR}" stroke="{EDGE}"/>',
    ]
    out += [f'<circle cx="{20 + 19 * i}" cy="17.5" r="5.5" fill="{EDGE}"/>' for i in range(3)]
    out.append(f'<g font-family="{escape(FONT)}" font-size="{SIZE}" xml:space="preserve">')
    out.append(f'<text x="{width / 2:g}" y="22.5" text-anchor="middle" font-size="12.5" fill="{TITLE}">{escape(title)}</text>')
    for row, line in enumerate(lines):
        for start, text, style in runs(line):
            out.append(span(start, TOP + row * LINE + SIZE - 4, text, style))
    return '\n'.join([*out, '</g>', '</svg>', ''])


def runs(line):
    """Neighbours of one style together, without the spaces around them: each is placed by its own column."""
    start = 0
    for at in range(1, len(line) + 1):
        if at < len(line) and line[at][1] == line[start][1]:
            continue
        text = ''.join(c for c, _ in line[start:at])
        if text.strip():
            lead = len(text) - len(text.lstrip())
            yield start + lead, text.strip(), line[start][1]
        start = at


def span(column, y, text, style):
    colour, bold, dim = style
    weight = ' font-weight="600"' if bold else ''
    opacity = ' opacity="0.7"' if dim else ''
    fill = TEXT if colour is None else PALETTE[colour]
    # textLength keeps the columns whatever font is found.
    length = f'{len(text) * CELL:.1f}'
    return (f'<text x="{LEFT + column * CELL:.1f}" y="{y}" fill="{fill}"{weight}{opacity} textLength="{length}" '
            f'lengthAdjust="spacingAndGlyphs">{escape(text)}</text>')
