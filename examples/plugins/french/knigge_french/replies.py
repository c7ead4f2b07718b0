"""French: the sentences of replies."""

from knigge.languages.replies import Replies

REPLIES = Replies(
    sentences={
        "thanks.topic": (
            "Merci pour [votre|ton] message et pour [votre|ta] question {topic}.",
            "Merci de [vous adresser|t’adresser] à {moi} avec [votre|ta] question {topic}.",
            "[Votre|Ta] question {topic} m’est bien parvenue, merci.",
        ),
        "thanks.subject": (
            "Merci pour [votre|ton] message « {topic} ».",
            "[Votre|Ton] message « {topic} » est bien arrivé, merci.",
            "Merci de m’avoir écrit au sujet de « {topic} ».",
        ),
        "thanks": (
            "Merci pour [votre|ton] message.",
            "Merci de [vous adresser|t’adresser] à {moi}.",
            "[Votre|Ton] message est bien arrivé, merci.",
        ),
        "thanks.request": (
            "Merci pour [votre|ton] invitation à entrer en contact.",
            "Merci pour [votre|ta] demande de contact.",
            "J’ai bien reçu [votre|ta] demande de contact, merci.",
        ),
        "thanks.offer": (
            "Merci pour [votre|ton] offre.",
            "Merci pour [votre|ton] message et l’offre qu’il contient.",
            "J’ai bien reçu [votre|ton] offre, merci.",
        ),
        "thanks.job": (
            "Merci d’avoir pensé à {moi} pour ce poste.",
            "Merci pour [votre|ton] message au sujet de ce poste.",
            "J’ai bien reçu [votre|ta] proposition de poste, merci.",
        ),
        "accept.yes": (
            "C’est d’accord ; je reviens vers [vous|toi] à ce sujet.",
            "Je m’en occupe volontiers et reviens vers [vous|toi].",
            "Oui, volontiers. La suite arrive dans un prochain message.",
        ),
        "accept.invitation": (
            "J’accepte volontiers l’invitation. Le plus simple est de convenir du reste ici.",
            "La réponse à [votre|ton] invitation est oui. [Envoyez|Envoie] ici, s’il [vous|te] plaît, ce qu’il faut encore savoir.",
            "C’est un oui, avec plaisir. Nous pouvons régler les détails ici.",
        ),
        "accept.request": (
            "J’accepte volontiers la demande ; le plus simple est de m’écrire ici.",
            "C’est un oui. [Écrivez|Écris] ici quand il y a quelque chose à discuter.",
            "La demande est acceptée avec plaisir, et c’est ici que l’on peut m’écrire.",
        ),
        "ask_back.unclear": (
            "Avant de répondre, j’aimerais mieux comprendre.",
            "Il me manque encore une précision pour bien répondre.",
            "Un point n’est pas encore clair pour moi.",
        ),
        "ask_back.after": (
            "Je [vous|te] répondrai ensuite volontiers.",
            "Ensuite, [vous aurez|tu auras] une réponse claire.",
            "Je pourrai alors [vous|te] répondre.",
        ),
        "who-are-you.unclear": (
            "Je ne sais pas encore à qui j’ai affaire.",
            "Il me manque une précision sur [vous|toi] pour bien répondre.",
            "Avant d’en venir au sujet, j’ai une question.",
        ),
        "decline.no": (
            "Cela n’est malheureusement pas possible en ce moment, et ma réponse est donc non.",
            "Ma réponse est cette fois un non.",
            "J’ai lu [votre|ta] demande et je dois cette fois la décliner.",
        ),
        "decline.wish": (
            "Je [vous|te] souhaite une belle réussite dans ce projet.",
            "Je [vous|te] souhaite bonne chance pour la suite.",
            "Tous mes vœux pour [votre|ton] projet.",
        ),
        "decline-vendor.no": (
            "Cette offre n’est pas pour {moi}, et il n’est pas nécessaire d’écrire de nouveau à ce sujet.",
            "Ma réponse est un non clair, pour que [vous puissiez vous organiser|tu puisses t’organiser].",
            "Je ne donne pas suite et je le dis tout de suite, pour ne pas [vous|te] faire perdre de temps.",
        ),
        "decline-vendor.wish": (
            "Je [vous|te] souhaite plus de succès ailleurs.",
            "Bonne continuation dans [votre|ton] travail.",
            "Je [vous|te] souhaite une bonne suite.",
        ),
        "decline-recruiter.no": (
            "Ce poste n’est pas pour {moi}, et je le dis tout de suite.",
            "Ma réponse est cette fois un non, pour ne pas ralentir [votre|ta] recherche.",
            "Ce poste n’est pas pour {moi}, du moins en ce moment.",
        ),
        "decline-recruiter.wish": (
            "Je [vous|te] souhaite de trouver bientôt la bonne personne.",
            "Bonne chance dans [votre|ta] recherche.",
            "Tous mes vœux pour la suite de la recherche.",
        ),
        "not-now.no": (
            "Ce n’est malheureusement pas le bon moment.",
            "Cela n’est malheureusement pas possible pour l’instant.",
            "Je ne peux pas encore dire oui ; ce n’est pas un non définitif.",
        ),
        "not-now.later": (
            "[Écrivez|Écris]-moi volontiers de nouveau plus tard.",
            "Si cela n’est pas urgent, [reprenez|reprends] contact dans quelques mois.",
            "Un second message sera le bienvenu plus tard.",
        ),
        "to-yes.first": (
            "Merci pour [votre|ton] accord.",
            "Merci pour ce oui.",
            "[Votre|Ton] accord me fait plaisir, merci.",
        ),
        "to-yes.next": (
            "Par quoi [voulez-vous|veux-tu] commencer ?",
            "De quoi [avez-vous|as-tu] besoin de ma part pour la suite ?",
            "Je m’adapte volontiers à [vous|toi] : qu’est-ce qui [vous|te] convient le mieux ?",
        ),
        "to-question.first": (
            "Merci pour [votre|ta] question.",
            "Merci d’avoir posé la question.",
            "Merci pour [votre|ta] réponse et la question qu’elle contient.",
        ),
        "to-question.own": ("{own}",),
        "to-question.more": (
            "Est-ce que cela répond à la question ?",
            "S’il reste un point, j’y réponds volontiers.",
            "Je réponds volontiers à toute autre question.",
        ),
        "to-no.first": (
            "Merci pour [votre|ta] réponse claire.",
            "Merci de m’avoir répondu si franchement.",
            "Merci d’avoir tout de même répondu.",
        ),
        "to-no.leave": (
            "Je le comprends et j’en reste là.",
            "C’est entendu ainsi.",
            "J’en prends note et n’écrirai plus à ce sujet.",
        ),
        "to-no.wish": (
            "Je [vous|te] souhaite une bonne continuation.",
            "Tous mes vœux pour la suite.",
            "Je [vous|te] souhaite le meilleur.",
        ),
        "to-not-now.first": (
            "Merci pour [votre|ta] réponse.",
            "Merci de m’avoir répondu si franchement.",
            "Merci pour cette indication.",
        ),
        "to-not-now.later": (
            "Rien ne presse, et je reposerai volontiers la question plus tard.",
            "J’attends volontiers un meilleur moment.",
            "Plus tard me convient tout aussi bien.",
        ),
        "to-not-now.later.when": (
            "Je reviendrai volontiers vers [vous|toi] {when}.",
            "Rien ne presse ; je reposerai la question {when}.",
            "C’est entendu, je [vous|te] récrirai {when}.",
        ),
        "to-angry.first": (
            "Je [vous|te] prie d’excuser mon message.",
            "Je regrette le dérangement que mon message a causé.",
            "Mes excuses pour mon message.",
        ),
        "to-angry.thanks": (
            "Merci de me l’avoir dit franchement.",
            "Merci pour ces mots clairs.",
            "Merci de me l’avoir fait savoir.",
        ),
        "to-angry.leave": (
            "Je ne [vous écrirai|t’écrirai] plus à ce sujet.",
            "Il n’y aura pas d’autre message de ma part.",
            "J’en reste là.",
        ),
        "behalf": (
            "Je [vous|te] réponds au nom de {principal}.",
            "Cette réponse est écrite au nom de {principal}.",
            "Au nom de {principal}, je [vous|te] réponds ici.",
        ),
        "behalf.signature": ("Au nom de {principal}",),
    },
    questions={
        "text": (
            "De quoi s’agit-il, et qu’est-ce qui [vous amène|t’amène] vers {moi} ?",
            "Qu’est-ce qui [vous amène|t’amène] vers {moi}, et de quoi s’agit-il ?",
        ),
        "what": (
            "De quoi s’agit-il précisément ?",
            "Qu’[attendez-vous|attends-tu] précisément ?",
            "Que [souhaitez-vous|souhaites-tu] exactement ?",
        ),
        "why_me": (
            "Qu’est-ce qui [vous amène|t’amène] précisément vers {moi} ?",
            "Pourquoi [vous adressez-vous|t’adresses-tu] précisément à {moi} ?",
        ),
        "who": (
            "[Pourriez-vous vous|Pourrais-tu te] présenter en quelques mots ?",
            "À qui ai-je affaire, et quelle est [votre|ta] profession ?",
        ),
        "job": (
            "De quel poste et de quelle entreprise s’agit-il, et pourquoi penser à {moi} ?",
            "Quel est le poste, dans quelle entreprise, et qu’est-ce qui [vous a|t’a] fait penser à {moi} ?",
        ),
        "more": (
            "Quel serait le premier petit pas ?",
            "De quoi [avez-vous|as-tu] besoin en premier ?",
        ),
    },
    me={"moi": "moi"},
    topics=(r"\bquestion\s+(?P<topic>(?:sur|concernant|à\s+propos\s+d[eu])\s+[^.,;:!?()\n]{4,60})",),
    personal=r"\b(?:vous|votre|vos|tu|toi|te|ton|ta|tes|je|moi|me|mon|ma|mes|nous|notre|nos)\b|\b[jmt]['’]",
    job=r"\b(?:poste|emploi|candidat\w*|carrière|recrut\w*)\b",
    invitation=r"\b(?:invit\w+)\b",
    recruits=(
        r"\b(?:recruteu\w+|chasseu\w+\s+de\s+têtes?|cabinet\s+de\s+recrutement|recrut(?:e|ons|ement)\b|candidat(?:e|s|es|ure)?\b|"
        r"opportunité\s+(?:de\s+carrière|professionnelle)|poste\s+à\s+pourvoir|offre\s+d['’]emploi)"
    ),
    applies=r"\b(?:ma\s+candidature|je\s+(?:me\s+porte\s+candidat\w*|postule|présente\s+ma\s+candidature)|mon\s+cv|candidature\s+spontanée)\b",
    casual=r"(?:salut|coucou)\b",
    subject="Re : ",
)
