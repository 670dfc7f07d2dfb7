"""A history in the reader's words: who did what, and why; a test finds an event without its sentence."""

from app.api.words import Translate


def happening_words(what: str, _: Translate) -> str:
    """One event of a case's history."""
    return {**_of_case(_), **_of_job(_), **_of_goods(_), **_of_incident(_)}.get(what, what)


def _of_case(_: Translate) -> dict[str, str]:
    return {
        "report.created": _("sent this"),
        "report.updated": _("added to this"),
        "report.placed": _("set the place"),
        "place.taught": _("taught what the words for the place mean"),
        "place.corrected": _("mended what the pin taught"),
        "place.forgotten": _("took back what the pin taught"),
        "report.corrected": _("corrected the reading"),
        "report.confirmed": _("says it was read right"),
        "report.matched": _("looked for helpers"),
        "report.match_failed": _("could not look for helpers"),
        "report.wanted": _("changed how many helpers are wanted"),
        "report.unmet": _("found nobody who can come yet"),
        "report.risky": _("changed whether this is risky"),
        "report.merged": _("made two cases one"),
        "report.split": _("made two cases again"),
        "report.not_twin": _("says that it is not the same as another case"),
        "report.maybe_twin": _("says that it may be the same as another case after all"),
        "report.verified": _("changed how well this is known"),
        "report.vouched": _("says how this is known"),
        "report.rumour": _("changed whether this is a rumour"),
        "report.described": _("corrected what was written down"),
        "bulletin.written": _("wrote a bulletin"),
        "bulletin.told": _("told the bulletin to those who reported this"),
        "bulletin.ended": _("ended a bulletin"),
        "report.new": _("took this up anew"),
        "report.open": _("opened the case"),
        "report.asked": _("began asking helpers"),
        "report.accepted": _("found a helper"),
        "report.done": _("waits for the person to confirm"),
        "report.closed": _("closed the case"),
        "report.cancelled": _("withdrew the case"),
        "report.noise": _("put this aside as noise"),
        "report.triaged": _("has looked: it is real"),
        "report.snoozed": _("let this sleep"),
        "claim.taken_over": _("took this over"),
        "event.undone": _("took a step back"),
        "approval.given": _("agreed"),
        "approval.withdrawn": _("took back the word given"),
        "alarm.raised": _("called for somebody to look"),
        "alarm.texted": _("texted somebody on call"),
        "alarm.passed_on": _("cannot look: the next one is called"),
        "alarm.seen": _("looks at it"),
        "person.unsafe": _("says it is not safe"),
        "contact.revealed": _("looked at the number"),
        "place.shown": _("looked at the exact place"),
        "report.pin_proposed": _("proposed a place"),
        "report.asked_where": _("asked once more where it is"),
        "facility.named": _("named a place that is open to everybody"),
        "report.unplaceable": _("could not place this"),
        "contact.flooded": _("held back texts: too many to one number"),
        "message.written": _("wrote a text"),
        "call.taken": _("took this down"),
        "call.added": _("added the words of a caller"),
        "call.proved": _("said YES: this number is theirs"),
        "message.failed": _("could not send a text"),
        "message.set_aside": _("could not read a message"),
    }


def _of_job(_: Translate) -> dict[str, str]:
    return {
        "dispatch.proposed": _("suggested a helper"),
        "dispatch.offered": _("offers to do this"),
        "dispatch.asked": _("asked a helper"),
        "dispatch.accepted": _("said yes"),
        "dispatch.declined": _("said no"),
        "dispatch.lapsed": _("got no answer"),
        "dispatch.released": _("freed a helper"),
        "dispatch.on_way": _("set out"),
        "dispatch.there": _("is there"),
        "dispatch.missed": _("did not answer whether all is well"),
        "dispatch.alive": _("answered: all is well"),
        "dispatch.left": _("freed a helper"),
        "dispatch.done": _("says it is done"),
        "dispatch.stopped": _("stopped: not safe"),
        "dispatch.beyond_trust": _("asked a helper who is not vetted for this"),
        "dispatch.in_zone": _("a helper's way leads through a new zone"),
        "place.withheld": _("waits for the exact place"),
        "place.revealed": _("told the exact place"),
        "relay.held": _("held back words: a coordinator should read them"),
    }


def _of_goods(_: Translate) -> dict[str, str]:
    return {
        "pledge.made": _("promised goods"),
        "pledge.released": _("freed goods from a promise"),
        "pledge.renewed": _("took up a promise again"),
        "pledge.delivered": _("counted what came"),
        "pledge.undone": _("took back what was counted or freed"),
        "line.added": _("added what is needed"),
        "line.changed": _("changed how much is needed"),
        "line.withdrawn": _("took something off the list"),
        "drive.opened": _("opened a supply drive"),
        "stock.held": _("has goods"),
        "stock.raised": _("has more goods"),
    }


def _of_incident(_: Translate) -> dict[str, str]:
    return {
        "incident.changed": _("changed the settings"),
        "incident.created": _("made the incident"),
        "incident.closed": _("closed the incident"),
        "incident.opened": _("opened the incident again"),
        "channel.connected": _("connected a number"),
        "channel.replaced": _("gave a number new credentials"),
        "channel.removed": _("took a number away"),
        "channel.tested": _("sent a test text"),
        "reply.saved": _("saved a reply"),
        "huddle.held": _("handed over"),
        "view.kept": _("kept a view"),
        "view.changed": _("changed a kept view"),
        "view.dropped": _("took away a kept view"),
        "view.watched": _("wants to hear what is new in a view"),
        "view.unwatched": _("wants to hear no more of a view"),
        "huddle.answered": _("named a challenge"),
        "review.noted": _("wrote down what was learned"),
        "zone.drawn": _("drew a zone"),
        "zone.ended": _("ended a zone"),
        "facility.opened": _("opened a place to everybody"),
        "facility.changed": _("changed a place that is open"),
        "facility.checked": _("made sure of a place that is open"),
        "facility.ended": _("ended a place that was open"),
        "facility.undone": _("took back a step at an open place"),
        "on_call.put": _("put somebody on call"),
        "on_call.taken_off": _("took somebody off call"),
        "texts.near_limit": _("the day's limit of texts is near"),
        "texts.limit": _("the day's limit of texts is reached"),
        "gazetteer.loaded": _("loaded names of places"),
        "reading.adopted": _("reads messages with what was learned"),
        "reading.refused": _("learned nothing that reads better"),
        "reading.undone": _("reads messages as before"),
        "place.file_taught": _("taught names of places from a file"),
        "place.shared": _("shared names of places"),
    }


def helper_happening_words(what: str, _: Translate) -> str:
    """One event of a helper's history."""
    sentences = {
        "volunteer.enrolled": _("offered help"),
        "volunteer.changed": _("changed what they can be asked for"),
        "volunteer.trusted": _("changed the trust"),
        "volunteer.paired": _("changed the buddy"),
        "volunteer.buddy_suggested": _("suggests a buddy"),
        "volunteer.placed": _("set the place"),
        "volunteer.on_duty": _("on duty"),
        "volunteer.off_duty": _("off duty"),
        "volunteer.rests": _("rests"),
        "volunteer.joined": _("was entered twice and is one again"),
        "stock.held": _("has goods"),
        "stock.raised": _("has more goods"),
        "contact.revealed": _("looked at the number"),
    }
    return sentences.get(what, what)


def why_words(why: str, _: Translate) -> str:
    """The reason of one event; what is not one of ours (a gateway's word, a place's trail) stays as it is."""
    sentences = {
        "nobody able is on duty within reach": _("nobody able is on duty within reach"),
        "nobody near could come yet": _("nobody near could come yet"),
        "somebody else goes": _("somebody else goes"),
        "no answer in time": _("no answer in time"),
        "asked on the telephone": _("asked on the telephone"),
        "said yes on the telephone": _("said yes on the telephone"),
        "said no on the telephone": _("said no on the telephone"),
        "a coordinator asked by hand": _("a coordinator asked by hand"),
        "this kind of need is for vetted helpers": _("this kind of need is for vetted helpers"),
        "asked by mistake": _("asked by mistake"),
        "the person says that no help came": _("the person says that no help came"),
        "no word from the person": _("no word from the person"),
        "their own word": _("their own word"),
        "no longer needed": _("no longer needed"),
        "a part is still lacking": _("a part is still lacking"),
        "called off": _("called off"),
        "unsafe": _("not safe"),
        "the place lies in a hazard zone": _("the place lies in a hazard zone"),
        "its kind of need is risky": _("its kind of need is risky"),
        "the case that stood for it was withdrawn": _("the case that stood for it was withdrawn"),
        "the case it was merged into is closed": _("the case it was merged into is closed"),
        "the case that stands for it is open again": _("the case that stands for it is open again"),
        "the same number": _("the same number"),
        "taken back": _("taken back"),
    }
    return sentences.get(why, why)


def who_words(who: str, _: Translate, *, names: dict[str, str]) -> str:
    """Who did it, in a word."""
    if who == "machine":
        return "Konbit"
    if who == "operator":
        return _("the operator")
    return names.get(who) or (_("a coordinator") if who.startswith("staff:") else _("the person"))
