"""What YAML can't say, as functions from a case to hits; a card names them in `judge:`."""

from knigge.cards.judges import about, barred, fit, form, grounded, headers, legal, names, profile
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
        form.no_blank_line,
        names.misspelled_names,
        names.greets_with_other_form,
        names.greets_without_title,
        names.surname_and_du,
        about.name,
        about.unsigned,
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
        headers.sent_in_bulk,
        headers.not_addressed,
        headers.answers_elsewhere,
        fit.long_for_senior,
        fit.role_not_told,
        fit.link_not_given,
        fit.refuses_first,
        fit.pictures,
        profile.poor_headline,
        profile.no_positioning,
        profile.out_of_date,
        profile.past_as_coming,
        profile.unbacked_claim,
        barred.not_to_be_contacted,
        grounded.ungrounded,
        grounded.new_word,
        grounded.rests_on_nothing,
    )
} | legal.JUDGES

# The nouns of a case without all of which a judge has nothing to say, so that it need not be asked.
NEEDS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(
        """
        no_subject greets_other_name misspelled_names greets_with_other_form greets_without_title role_of_sender
        why_from_brief ground_from_brief purpose_from_brief contact_from_brief ground_not_named why_not_named
        sells_without_saying links_before_writing long_for_senior role_not_told link_not_given no_objection_told
        advertises_in_de advertises_in_at advertises_in_ch advertises_in_us
        """.split(),
        ("brief",),
    ),
    **dict.fromkeys(("sent_in_bulk", "not_addressed", "answers_elsewhere"), ("message",)),
    "generic_salutation": ("brief", "message"),
    "ungrounded": ("brief", "answering"),
    "new_word": ("brief", "answering"),
    "out_of_date": ("profile",),
}

__all__ = ["JUDGES", "NEEDS"]
