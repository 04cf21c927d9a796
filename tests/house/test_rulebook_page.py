"""The rulebooks' reference pages say what the rules, amounts and cases are now."""

import pytest
from tools.rulebook_page import page
from tools.rulebooks import BOOKS, Book


@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.title)
def test_the_page_is_current(book: Book):
    assert book.page.read_text(encoding="utf-8") == page(book), "run `make docs`"
