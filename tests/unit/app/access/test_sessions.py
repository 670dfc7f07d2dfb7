import pytest

from app.access.sessions import SignedIn, check_csrf
from app.errors import NotAllowed

DARA = SignedIn(staff_id=1, email="dara@example.org", name="Dara", csrf="the secret of this session's forms")


def test_a_form_from_our_own_page_is_taken():
    check_csrf(DARA, "the secret of this session's forms")


@pytest.mark.parametrize("sent", ["", "the secret of another session", "the secret of this session's forms "])
def test_a_form_that_another_site_made_is_refused(sent):
    with pytest.raises(NotAllowed):
        check_csrf(DARA, sent)
