"""What reports are found by: their words made alike, and every word that was ever used here."""

from typing import Any

from sqlalchemy import BigInteger, Index, text
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlmodel import Field, SQLModel

from app.models.columns import incident_key, refers, row_id


class SearchDoc(SQLModel, table=True):
    """The words of one report, its place, its person and its conversation, written a moment afterwards.

    Beside the words stand signs that no word has, as `kind:need` and `span:7`: what narrows a search is
    found by the same index. `app.search.words` makes both.
    """

    __tablename__ = "search_doc"
    __table_args__ = (
        refers("report", "report_id"),
        # without a waiting list: what was just written is found as fast as the rest
        Index("ix_search_doc_words", "words", postgresql_using="gin", postgresql_with={"fastupdate": "off"}),
        {"postgresql_with": {"fillfactor": "90"}},
    )

    incident_id: int = incident_key()
    report_id: int = row_id(primary_key=True)
    words: Any = Field(sa_type=TSVECTOR)


class SearchWord(SQLModel, table=True):
    """In how many reports of an incident a word stands: what is common, rare, or spelt nearly so."""

    __tablename__ = "search_word"
    __table_args__ = (
        Index(
            "ix_search_word_near",
            "word",
            postgresql_using="gin",
            postgresql_ops={"word": "gin_trgm_ops"},
            postgresql_where=text("word ~ '^[^0-9:]{4,}$'"),  # neither numbers nor signs
        ),
        {"postgresql_with": {"fillfactor": "70"}},
    )

    incident_id: int = incident_key()
    word: str = Field(primary_key=True)
    n: int


class SearchFollow(SQLModel, table=True):
    """Up to which event and message the reports of an incident can be found by their newest words."""

    __tablename__ = "search_follow"

    incident_id: int = incident_key()
    position: int = Field(default=0, sa_type=BigInteger)
    message_id: int = Field(default=0, sa_type=BigInteger)
