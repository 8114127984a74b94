from __future__ import annotations

from toolkit.language.layout import Break, is_lone_marker, layout_cuts


def test_the_first_word_opens_the_text_wherever_it_stands() -> None:
    assert layout_cuts("\n  slow") == {3: Break.START}


def test_blank_lines_open_a_paragraph_and_others_a_line() -> None:
    assert layout_cuts("a\nb\n\n\nc") == {0: Break.START, 2: Break.LINE, 6: Break.PARAGRAPH}


def test_carriage_returns_alone_are_line_breaks_and_windows_breaks_count_once() -> None:
    assert layout_cuts("a\rb\r\nc") == {0: Break.START, 2: Break.LINE, 5: Break.LINE}


def test_an_item_that_also_follows_a_semicolon_is_an_item() -> None:
    assert layout_cuts("1) a; 2) b") == {0: Break.START, 6: Break.ITEM}


def test_a_dash_list_is_not_cut_at_other_signs() -> None:
    assert layout_cuts("- speed + comfort") == {0: Break.START}


def test_a_word_is_no_lone_marker() -> None:
    assert is_lone_marker("•")
    assert is_lone_marker("12.")
    assert not is_lone_marker("slow")
