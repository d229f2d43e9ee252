"""HTML nested the way Wagtail's editor of rich text nests it: blocks beside each other, words in bold within them.

The editor does not open at all with a paragraph inside bold words or an item without a list, and HTML that comes with
an import may have both.
"""

from html.parser import HTMLParser

BLOCKS = frozenset({"p", "h3"})
LISTS = frozenset({"ul", "ol"})


class _Nesting(HTMLParser):
    """Writes well-formed HTML of the tags that are allowed, each where the editor would have it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.written: list[str] = []
        self.blocks: list[str] = []
        """The blocks that are open, the outermost first."""
        self.wanted: list[tuple[str, str]] = []
        """The words' tags that are open in what is read, each with how it begins."""
        self.begun: list[str] = []
        """Those of them that are open in what is written."""

    @property
    def here(self) -> str:
        return self.blocks[-1] if self.blocks else ""

    def open_block(self, tag: str) -> None:
        self.written.append(f"<{tag}>")
        self.blocks.append(tag)

    def close_block(self) -> None:
        """Close the innermost block."""
        self.end_words()
        self.written.append(f"</{self.blocks.pop()}>")

    def end_words(self, count: int = 0) -> None:
        """End the words' tags that are written, all but the first `count`."""
        while len(self.begun) > count:
            self.written.append(f"</{self.begun.pop()}>")

    def words(self, text: str) -> None:
        if self.here in LISTS and text.strip():
            self.open_block("li")
        if self.here not in LISTS:
            for tag, beginning in self.wanted[len(self.begun) :]:
                self.written.append(beginning)
                self.begun.append(tag)
        self.written.append(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self.words("<br>")
        elif tag in LISTS:
            self.begin_list(tag)
        elif tag == "li" and any(block in LISTS for block in self.blocks):
            self.begin_item()
        elif tag == "li" or tag in BLOCKS:
            self.begin_block(tag if tag in BLOCKS else "p")
        else:
            self.wanted.append((tag, self.get_starttag_text() or ""))

    def begin_list(self, tag: str) -> None:
        self.end_words()
        if self.here in BLOCKS:
            self.close_block()
        if self.here in LISTS:
            self.open_block("li")
        self.open_block(tag)

    def begin_item(self) -> None:
        self.end_words()
        while self.here not in LISTS:
            self.close_block()
        self.open_block("li")

    def begin_block(self, tag: str) -> None:
        if self.blocks and self.here not in BLOCKS:
            # Within an item there are lines, not paragraphs.
            if self.here == "li" and not self.written[-1].startswith("<li"):
                self.written.append("<br>")
            return
        self.end_words()
        if self.here in BLOCKS:
            self.close_block()
        self.open_block(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in LISTS or tag in BLOCKS or tag == "li":
            if tag in self.blocks and (tag in LISTS or self.here == tag):
                while self.blocks[-1] != tag:
                    self.close_block()
                self.close_block()
            elif tag == "li" and self.here == "p":
                self.close_block()
        elif self.wanted:
            self.wanted.pop()
            self.end_words(len(self.wanted))

    def handle_data(self, data: str) -> None:
        self.words(data)

    def handle_entityref(self, name: str) -> None:
        self.words(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.words(f"&#{name};")

    def html(self) -> str:
        self.end_words()
        while self.blocks:
            self.close_block()
        return "".join(self.written)


def nested(html: str) -> str:
    """`html`, well-formed and of harmless tags, nested as the editor nests it; what is so already stays as it is."""
    nesting = _Nesting()
    nesting.feed(html)
    nesting.close()
    return nesting.html()
