"""As much of a terminal as Respite's live view uses: text, colours, and a cursor that goes up to draw anew."""
import re

ESCAPE = re.compile(r'\x1b\[([?0-9;]*)([A-Za-z])|\x1b[()][A-Z0-9]|\x1b[=>78]|\x1b\][^\x07]*\x07')
PLAIN = (None, False, False)  # colour (0 to 15), bold, dim


class Screen:
    def __init__(self, columns, rows):
        self.columns, self.rows = columns, rows
        self.lines = [self.blank() for _ in range(rows)]
        self.row = self.column = 0
        self.style = PLAIN
        self.rest = ''

    def blank(self):
        return [(' ', PLAIN)] * self.columns

    def feed(self, text):
        text = self.rest + text
        self.rest = ''
        at = 0
        while at < len(text):
            if text[at] == '\x1b':
                match = ESCAPE.match(text, at)
                if match is None:
                    if len(text) - at < 32:  # the rest of it comes with the next read
                        self.rest = text[at:]
                        return
                    at += 1
                    continue
                if match[2]:
                    self.control(match[2], match[1])
                at = match.end()
            else:
                self.put(text[at])
                at += 1

    def put(self, character):
        if character == '\n':
            self.newline()
        elif character == '\r':
            self.column = 0
        elif character >= ' ':
            if self.column >= self.columns:
                self.newline()
                self.column = 0
            self.lines[self.row][self.column] = (character, self.style)
            self.column += 1

    def newline(self):
        if self.row + 1 < self.rows:
            self.row += 1
        else:
            self.lines = self.lines[1:] + [self.blank()]

    def control(self, letter, arguments):
        numbers = [int(n) if n.isdigit() else 0 for n in arguments.split(';')]
        count = max(1, numbers[0])
        if letter == 'm':
            self.colour(numbers)
        elif letter == 'A':
            self.row = max(0, self.row - count)
        elif letter == 'B':
            self.row = min(self.rows - 1, self.row + count)
        elif letter == 'C':
            self.column = min(self.columns - 1, self.column + count)
        elif letter == 'D':
            self.column = max(0, self.column - count)
        elif letter == 'G':
            self.column = count - 1
        elif letter == 'K':
            start, end = {0: (self.column, self.columns), 1: (0, self.column + 1)}.get(numbers[0], (0, self.columns))
            for i in range(start, min(end, self.columns)):
                self.lines[self.row][i] = (' ', PLAIN)
        elif letter == 'J':
            for i in range(0 if numbers[0] == 2 else self.row + 1, self.rows):
                self.lines[i] = self.blank()

    def colour(self, numbers):
        colour, bold, dim = self.style
        at = 0
        while at < len(numbers):
            n = numbers[at]
            if n == 0:
                colour, bold, dim = PLAIN
            elif n == 1:
                bold = True
            elif n == 2:
                dim = True
            elif n == 22:
                bold = dim = False
            elif 30 <= n <= 37:
                colour = n - 30
            elif 90 <= n <= 97:
                colour = n - 82
            elif n == 39:
                colour = None
            elif n == 38 and numbers[at + 1:at + 2] == [5]:
                colour = numbers[at + 2] if numbers[at + 2] < 16 else None
                at += 2
            at += 1
        self.style = (colour, bold, dim)
