from small_case import claims, small_situation

from dashboard.figures.citation import bibtex, chicago, citation, plain, safe_url


def test_plain_citation_names_quote_speaker_outlet_article_publisher_day_and_where_the_words_stand():
    situation, claim = small_situation(), claims()[0]
    text = plain(claim, situation.articles["first"])
    assert text.startswith(
        f"“{claim.quote}”, said by Ana Lo, through Gazette, in “West falls”, The Daily {{Test}}, May 4, 2022"
    )
    assert f"characters {claim.start}–{claim.end}" in text
    assert situation.articles["first"].digest in text


def test_unknown_publisher_is_said_and_an_inferred_date_is_said():
    text = plain(claims()[2], small_situation().articles["second"])
    assert "publisher unknown" in text
    assert "(date inferred: from the page)" in text


def test_only_http_and_https_become_links():
    assert safe_url("https://a.example/x?y=1") == "https://a.example/x?y=1"
    for bad in (
        "javascript:alert(1)",
        "data:text/html,x",
        "//a.example",
        "ftp://a.example",
        "https://a b",
        'https://a"onclick=',
        None,
    ):
        assert safe_url(bad) is None
    assert "javascript" not in plain(claims()[2], small_situation().articles["second"])


def test_bibtex_escapes_braces_and_leaves_out_what_is_not_known():
    situation = small_situation()
    entry = bibtex(claims()[0], situation.articles["first"])
    assert entry.startswith("@misc{first,")
    assert r"publisher = {The Daily \{Test\}}" in entry
    assert "month = {may}" in entry
    assert entry.count("{") - entry.count(r"\{") == entry.count("}") - entry.count(r"\}")
    assert "publisher" not in bibtex(claims()[2], situation.articles["second"])


def test_chicago_ends_with_the_address_and_all_three_forms_carry_the_quote():
    situation, claim = small_situation(), claims()[0]
    assert chicago(claim, situation.articles["first"]).endswith(
        "The Daily {Test}, May 4, 2022, https://news.example/west."
    )
    forms = citation(claim, situation.articles["first"])
    assert all(claim.quote in form for form in (forms.plain, forms.chicago, forms.bibtex))
