"""What YAML can't say, as functions from a case to hits; a card names them in `judge:`."""

from knigge.cards.judges import about, form, grounded
from knigge.cards.rule import Judge

JUDGES: dict[str, Judge] = {
    function.__name__: function
    for function in (
        form.over_platform_limit,
        form.over_target_length,
        form.long_sentence,
        form.no_greeting,
        form.no_closing,
        form.mixed_registers,
        form.no_subject,
        form.pretends_reply,
        form.capital_after_salutation,
        form.comma_after_closing,
        form.salutation_punctuation,
        form.swiss_eszett,
        form.greets_other_name,
        about.no_name,
        about.name,
        about.full_name,
        about.role_of_sender,
        about.why_from_brief,
        about.ground_from_brief,
        about.purpose_from_brief,
        about.contact_from_brief,
        about.ground_not_named,
        about.why_not_named,
        about.generic_salutation,
        about.sells_without_saying,
        about.links_before_writing,
        about.mostly_about_self,
        grounded.ungrounded,
        grounded.new_word,
    )
}

__all__ = ["JUDGES"]
