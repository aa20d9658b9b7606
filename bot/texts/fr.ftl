# Ce que lisent les membres, en français. L'ordre est celui de en.ftl ; à la fin, ce dont seules les traductions ont besoin.

## The private status of a job

status-waiting = 🕓 Tu es numéro { $position } dans la file d'attente. { $usage }
status-waiting-ready = 🕓 Tu es numéro { $position } dans la file d'attente : ton image devrait arriver <t:{ $ready }:R>. { $usage }
status-running = 🎨 Je crée ton image… (début <t:{ $since }:R>) { $usage }
status-running-usual = 🎨 Je crée ton image… Cela prend en général { $usual } : elle devrait arriver <t:{ $ready }:R>. { $usage }
status-running-busy = 🎨 Je crée ton image… Cela prend en général { $usual }, mais le modèle est très demandé en ce moment : environ { $now }, donc <t:{ $ready }:R>. { $usage }
status-slow = ⏳ Cela prend plus de temps que d'habitude (début <t:{ $since }:R>). J'attends toujours.
status-slow-usual = ⏳ Cela prend plus de temps que d'habitude (début <t:{ $since }:R>, en général { $usual }). J'attends toujours.
give-up-free = Tu peux abandonner : cela n'utilise rien de ta limite.
give-up-price = Tu peux abandonner. Cela ne compte alors pas comme une image, mais le modèle peut encore la terminer et être payé : son prix, { $price } $, compte dans les limites et les budgets en dollars.
status-troubled-relay = ⏳ Le service d'images ne répond pas en ce moment. Je continue de demander jusqu'à <t:{ $until }:t>, et cela ne te coûte rien de plus.
status-troubled-discord = ✅ Ton image est prête, mais Discord ne la prend pas en ce moment. Je continue d'essayer jusqu'à <t:{ $until }:t>.
status-done = ✅ C'est fait : { $link }
status-done-private = ✅ Voilà. Visible par toi uniquement : enregistre-la si tu veux la garder, ou partage-la avec tout le monde ici.
status-done-elsewhere = ✅ C'est fait, mais je n'ai pas pu publier dans <#{ $channel }>, alors la voici rien que pour toi.
status-failed = ⚠️ { $why } Cela ne compte pas dans ta limite.
status-cancelled = Annulé. Cela ne compte pas dans ta limite.
status-given-up = Abandonné. Cela ne compte pas comme une image. Le modèle peut encore la terminer et être payé, donc son prix, { $price } $, compte dans les limites et les budgets en dollars.
status-given-up-free = Abandonné. Cela ne compte pas dans ta limite.
usage = { $whose ->
    [server] Ça fait { $metric ->
        [dollars] { $used } $ sur les { $limit } $ de ce serveur
       *[pictures] { $used } sur les { amount } de ce serveur
    } en { span }.
   *[member] Ça fait { $metric ->
        [dollars] { $used } $ sur tes { $limit } $
       *[pictures] { $used } sur tes { amount }
    } en { span }.
}
duration-seconds = { $seconds } s
duration-minutes = { $minutes } min

## Amounts and windows, inside other texts

amount = { $metric ->
    [dollars] { $limit } $
   *[pictures] { $limit ->
        [one] { $limit } image
       *[other] { $limit } images
    }
}
used-of = { $metric ->
    [dollars] { $used } $ sur { $limit } $
   *[pictures] { $used } sur { amount }
}
span = { $per ->
    [hour] une heure
    [week] 7 jours
    [month] 30 jours
   *[day] 24 heures
}
last-span = { $per ->
    [hour] au cours de la dernière heure
    [week] au cours des 7 derniers jours
    [month] au cours des 30 derniers jours
   *[day] au cours des dernières 24 heures
}

## The message with the pictures

post-line = { $prompt } — { $member }
post-facts-model = { $title }
post-facts-style = style { $style }
post-facts-area = modifié : { $area }
post-facts-seed = seed { $seed }
post-facts-seconds = { $seconds } s
post-facts-minutes = { $minutes } min { $seconds } s
post-label = **{ $number }** · { $name }
note-converted = convertie en { $format }
note-repacked = enregistrée en { $format } sans perte, pour respecter la taille maximale
note-recompressed = enregistrée en { $format } pour respecter la taille maximale
note-shrunk = réduite à { $size } et enregistrée en { $format } pour respecter la taille maximale
note-still = première image de l'animation seulement
note-incomplete = la fin n'est pas arrivée
note-missing = { $missing ->
    [one] une image n'est pas arrivée et ne compte pas dans ta limite
   *[other] { $missing } images ne sont pas arrivées et ne comptent pas dans ta limite
}
post-part-failed = -# ⚠️ { $title } : { $why }
post-parts-failed = -# ⚠️ { $why }
post-direct = Tu as demandé ceci dans <#{ $channel }>, où je ne peux plus publier.
post-direct-private = Tu as demandé ceci en privé dans <#{ $channel }> ; cela a pris trop de temps pour l'afficher là-bas.
thread-hidden = Modifications de cette image
post-numbered = -# Images 1 à { $pictures }, ligne par ligne. « #2 … » dans une réponse modifie la deuxième.
post-go-on = -# Réponds à une image ici pour continuer à la modifier.
post-no-thread = -# Je n'ai pas pu utiliser de fil ici.
post-again = -# Republiée par { $member }, à qui est l'image
poll-which = Laquelle est la meilleure ?
post-showcased = -# ⭐ { $stars } membres ont donné une étoile à l'[original]({ $link }) de { $member }
post-entry = -# 🏆 Participation { $number } au concours « { $theme } » : vote avec ⭐

## Before a dear request

confirm-area = Seule la partie rose de cette image peut changer ({ $area }) ; le reste demeure exactement tel quel.
confirm-price = Cela coûtera environ { $price } $.
confirm-leaves = Ensuite, { $whose ->
    [server] il restera à ce serveur
   *[member] il te restera
} { $metric ->
    [dollars] { $left } $ sur { $limit } $ en { span }.
   *[pictures] { $left } sur { amount } en { span }.
}
confirm-declined = D'accord, je ne la crée pas.
confirm-answered = Tu as déjà répondu à cette question.
button-confirm = Oui, créer
button-decline = Non, merci
refused-confirm-late = Cette question a expiré. Refais ta demande.
refused-confirm-withdrawn = Tu as supprimé cette réponse, donc je ne fais pas l'image.
refused-confirm-other = Seul le membre qui a demandé ceci peut décider.
button-meant = Modifier cette image
button-chat = On discute

## What a refusal or a failure hands back

button-retry = Réessayer
button-change = Changer…
button-other = Autre modèle…
button-asmask = L'utiliser comme masque
words-back = Ton texte :
words-back-file = Ton texte est dans le fichier joint.
refused-retry-late = Je n'ai plus cette demande. Utilise à nouveau la commande.
refused-retry-twice = Tu as déjà appuyé ici, donc je ne la crée pas deux fois.

## Buttons

correction-make = Utiliser { $what }
button-delete = Supprimer
button-cancel = Annuler
button-giveup = Abandonner
button-default = En faire mon réglage
button-nodefault = Oublier mon réglage
button-erase = Supprimer
button-keep = Garder
delete-ask = { $pictures ->
    [one] Supprimer cette image ? Je ne pourrai pas la récupérer.
   *[other] Supprimer ces { $pictures } images ? Je ne pourrai pas les récupérer.
}
delete-kept = D'accord, je n'y touche pas.
deleted = Supprimé.
refused-delete = Seul le membre qui l'a demandée, ou quelqu'un qui peut gérer les messages ici, peut la supprimer.
refused-cancel = Elle est déjà en cours de création, il est trop tard pour l'annuler.
refused-give-up = On ne peut plus l'abandonner : elle est terminée, ou en cours de publication. `/demandes` te la montre.
refused-give-up-early = Cela ne prend pas encore anormalement longtemps. Laisse-lui un peu de temps.
refused-cancelled = Celle-ci est déjà annulée.
refused-cancel-done = Celle-ci est déjà terminée, il n'y a plus rien à annuler. Tu peux supprimer l'image avec le bouton en dessous.
refused-cancel-failed = Celle-ci a déjà échoué. Elle ne compte pas dans ta limite.
refused-delete-archived = Ce fil est fermé, et je n'ai pas le droit de le rouvrir. Rouvre-le en y écrivant quelque chose, ou demande à un modérateur de le déverrouiller ; puis appuie à nouveau sur *Supprimer*.
refused-delete-discord = Discord ne me laisse pas supprimer ceci. Demande à un modérateur de me laisser voir ce salon, ou de le supprimer.
gone = Ce message n'existe déjà plus.

## Why a job failed: "It doesn't count towards your limit." follows

failed-unreachable = Le service d'images n'a pas répondu. Réessaie dans quelques minutes.
failed-provider = Le service d'images n'a pas pu créer celle-ci. Réessaie.
failed-invalid = Le service d'images n'accepte pas ces réglages. Change-les et réessaie.
failed-invalid-field = Le service d'images n'accepte pas `{ $field }` : « { $words } » Change-le et réessaie.
failed-invalid-words = Le service d'images n'accepte pas ceci : « { $words } » Change-le et réessaie.
failed-input = Le service d'images ne peut pas utiliser cette image. Essaie avec une autre, plus petite ou en PNG.
failed-declined = Le service d'images ne crée pas ceci, à cause de ses règles de contenu. Essaie avec d'autres mots.
failed-declined-words = Le service d'images ne crée pas ceci, à cause de ses règles de contenu : « { $words } » Essaie avec d'autres mots.
failed-text = Le modèle a répondu par du texte au lieu d'une image. Décris une image.
failed-text-words = Le modèle a répondu par du texte au lieu d'une image : « { $words } » Essaie avec d'autres mots.
failed-not-offered = Ce modèle n'est pas disponible en ce moment. Essaie avec un autre.
failed-operator = Je ne peux pas utiliser le service d'images en ce moment. C'est aux personnes qui gèrent ce bot de régler cela ; réessaie plus tard.
failed-operator-told = Je ne peux pas utiliser le service d'images en ce moment. Les personnes qui gèrent ce bot sont prévenues ; réessaie plus tard.
failed-busy = Le service d'images est très demandé. Réessaie dans quelques minutes.
failed-timeout = Le service d'images a mis trop de temps. Réessaie.
failed-expired = Le service d'images n'a plus le résultat. Réessaie.
failed-link = Je n'ai pas pu récupérer l'image terminée. Réessaie.
failed-storage = Mon propre stockage ne fonctionne pas en ce moment. C'est aux personnes qui gèrent ce bot de régler cela ; réessaie plus tard.
failed-poison = L'image reçue ne peut pas être lue sans risque, je ne peux donc pas la publier.
failed-moved = Le service d'images qui créait ceci a déménagé, et je ne peux plus l'interroger.
failed-given-up = Tu as abandonné celle-ci. Son prix, { $price } $, compte dans les limites en dollars.
failed-stopped = Les personnes qui gèrent ce bot ont arrêté celle-ci. Son prix, { $price } $, compte dans les limites en dollars.
failed-stopped-free = Les personnes qui gèrent ce bot ont arrêté celle-ci.
failed-unqueued = Les personnes qui gèrent ce bot ont retiré celle-ci de la file d'attente.
failed-given-up-free = Tu as abandonné celle-ci.
failed-internal = Quelque chose s'est mal passé de mon côté. Réessaie ; si cela se reproduit, préviens les personnes qui gèrent ce bot.
failed-delivery = Discord ne m'a pas laissé publier l'image. Réessaie plus tard.
failed-unseen = J'ai peut-être déjà publié l'image, mais je ne peux plus vérifier. Regarde dans le salon.
failed-unfound = J'ai peut-être déjà publié l'image, mais il y a trop de messages plus récents pour que je la retrouve. Regarde dans le salon.
failed-too-large = L'image ne peut pas être assez réduite pour la taille maximale des fichiers de ce serveur. Demande-la plus petite.
failed-no-place = Je ne peux plus publier dans ce salon, et je ne peux pas non plus t'écrire en privé.

## Why a command was not taken: nothing was counted

refused = ⚠️ { $why } Cela n'a rien utilisé de ta limite.
refused-uncounted = ⚠️ { $why }
refused-limit = { $metric ->
    [dollars] { $whose ->
        [server] Ce serveur a utilisé { $used } $ { last-span } ; sa limite est de { $limit } $.
        [everywhere] Tu as utilisé { $used } $ { last-span } sur tous les serveurs ; ta limite est de { $limit } $.
       *[member] Tu as utilisé { $used } $ { last-span } ; ta limite est de { $limit } $.
    }
   *[pictures] { $whose ->
        [server] Ce serveur a créé { $used ->
            [one] { $used } image
           *[other] { $used } images
        } { last-span } ; sa limite est de { $limit }.
        [everywhere] Tu as créé { $used ->
            [one] { $used } image
           *[other] { $used } images
        } { last-span } sur tous les serveurs ; ta limite est de { $limit }.
       *[member] Tu as créé { $used ->
            [one] { $used } image
           *[other] { $used } images
        } { last-span } ; ta limite est de { $limit }.
    }
} Tu peux créer la prochaine <t:{ $free_at }:R>.
refused-over-limit = { $metric ->
    [dollars] Cela coûterait { $wanted } $, mais la limite est de { amount } en { span }. Demande quelque chose de moins cher.
   *[pictures] Tu as demandé { $wanted ->
        [one] une image
       *[other] { $wanted } images
    }, mais la limite est de { amount } en { span }. { $limit ->
        [0] Demande à un modérateur de l'augmenter.
       *[other] Demandes-en moins.
    }
}
refused-budget = Le budget de ce serveur pour le mois ne suffit plus pour ceci. Il est remis à zéro <t:{ $renewed }:R>.
refused-operator-budget = J'ai atteint ma limite de dépenses pour tous les serveurs. Réessaie plus tard.
refused-lost = Plusieurs de tes images n'ont pas pu être livrées aujourd'hui. Vérifie que je peux publier ici, et réessaie demain.
refused-server = Je ne travaille pas sur ce serveur. Adresse-toi aux personnes qui gèrent ce bot.
refused-line-mine = Tu as déjà { $waiting } images en cours. Attends que l'une d'elles soit terminée.
refused-line-all = La file d'attente est pleine en ce moment. Réessaie dans quelques minutes.
refused-paused-everywhere = Je fais une pause et ne crée pas de nouvelles images pour l'instant. Réessaie plus tard.
refused-paused-everywhere-why = Je fais une pause et ne crée pas de nouvelles images pour l'instant : « { $reason } » Réessaie plus tard.
refused-stopping = Je redémarre. Réessaie dans une minute.
refused-restarted = J'ai redémarré avant de pouvoir m'en occuper. Redemande-le-moi.
refused-server-only = Je ne crée des images que sur des serveurs. Utilise cette commande dans un salon.
refused-no-shared-server = En messages privés, je ne crée des images que pour les membres d'un serveur où je suis aussi. Rejoins-en un d'abord.
refused-shared-unsure = Je n'ai pas pu trouver quel serveur nous avons en commun. Réessaie dans un instant ; ça aide si tu as déjà créé une image avec moi sur un de tes serveurs.
refused-not-here = Ce que tu as choisi n'est pas sur ce serveur, ou je ne peux pas le voir. Choisis autre chose.
refused-permissions = Je ne peux pas publier d'images ici. Demande à un modérateur de m'autoriser : { $permissions }.
refused-member-permissions = Tu ne peux pas créer d'images ici, car il te manque ces permissions : { $permissions }. Utilise un autre salon, ou demande à un modérateur.
refused-timed-out = Tu es en exclusion temporaire sur ce serveur. Tu pourras à nouveau créer des images quand ce sera fini.
refused-locked-thread = Ce fil est verrouillé : seuls les modérateurs peuvent y créer des images. Utilise un autre salon.
refused-failed-often = { $failed } de tes demandes ont échoué au cours de la dernière heure. Attends un peu avant la prochaine.
refused-declined-often = { $declined } de tes demandes d'affilée étaient contraires aux règles de contenu. Tu pourras essayer autre chose à <t:{ $until }:t>.
refused-questions = { $questions } questions sur un prix attendent encore ta réponse. Réponds d'abord à l'une d'elles.
refused-question-gone = Je n'ai plus pu récupérer `{ $option }` auprès de Discord. Joins à nouveau le fichier. Ton texte était : { $prompt }
refused-stored-mine = Tes images en cours occupent toute la place que j'ai pour toi. Attends que l'une d'elles soit terminée.
refused-stored-all = Je n'ai plus de place pour d'autres images en ce moment. Réessaie plus tard, ou demande sans image jointe.
problem-multiple = `{ $option }` doit être un multiple de { $step }, par exemple { $near }.
problem-at-least = `{ $option }` doit être au moins { $bound }.
problem-at-most = `{ $option }` doit être au plus { $bound }.
problem-other = `{ $option }` : { $problem }.
problem-ratio = Ce modèle n'a pas ce `{ $option }`. Le plus proche est { $near }.
problem-ratio-form = `{ $option }` s'écrit largeur:hauteur, par exemple 16:9.
problem-size-form = `{ $option }` s'écrit largeur x hauteur, par exemple 1024x768.
problem-size-sides = Chaque côté de `{ $option }` doit avoir de { $low } à { $high } pixels, comme dans 1024x768.
refused-input-size = `{ $option }` est trop volumineux : { $megabytes } Mo au maximum. Joins une image plus petite.
refused-input-gone = Je n'ai pas pu récupérer `{ $option }` auprès de Discord. Joins à nouveau le fichier.
refused-input-host = `{ $option }` n'est pas un fichier envoyé sur Discord. Joins l'image elle-même.
refused-input-unknown = Je ne peux pas lire `{ $option }` comme une image. Joins un PNG, JPEG, WebP, GIF ou HEIC.
refused-input-unsupported = Je ne peux pas lire le format de `{ $option }`. Joins l'image en JPEG ou PNG.
refused-input-broken = `{ $option }` est abîmé ou incomplet. Joins à nouveau le fichier.
refused-input-too-complex = `{ $option }` est construit d'une manière trop longue à lire. Enregistre-le à nouveau en PNG ou JPEG, et joins ce fichier.
refused-input-too-many-pixels = `{ $option }` a trop de pixels. Joins une image plus petite.
refused-input-too-many-bytes = `{ $option }` est trop volumineux. Joins une image plus petite.
refused-button = Ce bouton ne fonctionne plus. Utilise la commande.
refused-input-mask-shape = `{ $option }` fait { $width }×{ $height }, mais l'image fait { $wanted_width }×{ $wanted_height }. Les deux doivent avoir la même forme.
refused-input-mask-empty = `{ $option }` ne marque rien à changer. Peins la zone en blanc, ou laisse le masque de côté.
refused-not-a-mask = Ton fichier ne ressemble pas à un masque : il serait en noir et blanc, ou en partie transparent, dans la forme de l'image. Ce modèle ne prend pas d'images de référence, mais d'autres le font.
refused-empty-prompt = Il n'y a rien de visible dans ton prompt. Dis ce que l'image doit montrer.
refused-alternatives = Tes accolades donnent { $count } prompts. J'en fais { $most } au plus à la fois : mets moins de choix.
refused-alternatives-many = Tes accolades donnent bien plus de prompts que je n'en fais à la fois, c'est-à-dire { $most } au plus : mets moins de choix.
refused-batch = C'est plus que ce que je fais à la fois : { $most } au plus, et dix images en tout. Demandes-en moins.
refused-no-style = Ce style n'existe pas ici. Il y a : { $others }.
refused-no-styles = Ce serveur n'a pas encore de styles. Ceux qui le gèrent en ajoutent avec `/easel styles add`.
refused-styles-direct = Les styles appartiennent aux serveurs, il n'y en a donc pas en messages privés. Ne précise pas `style`.
refused-style-length = Avec les mots du style { $style }, ton prompt est trop long. Utilise { $most } caractères au maximum.
refused-not-offered = { $title } n'est pas disponible en ce moment. Essaie avec un autre modèle ; `/modèles` les affiche.
refused-edit-not-offered = { $title } ne peut pas modifier d'images en ce moment. Choisis un autre modèle.
refused-one-image = { $title } prend une seule image à la fois en ce moment. N'en joins qu'une.
refused-not-offered-others = { $title } n'est pas disponible en ce moment. Essaie avec { $others }.

## /jobs

jobs-none = Tu n'as encore demandé aucune image sur ce serveur. Essaie `/imaginer`.
jobs-none-direct = Tu n'as encore demandé aucune image dans nos messages privés. Essaie `/imaginer`.
jobs-none-found = Rien ne correspond. Essaie avec moins de mots, ou appuie sur *Tout voir*.
jobs-title = **Tes dernières images sur ce serveur**
jobs-title-page = **Tes dernières images sur ce serveur** · page { $page }
jobs-title-direct = **Tes dernières images dans nos messages privés**
jobs-title-page-direct = **Tes dernières images dans nos messages privés** · page { $page }
jobs-search = -# 🔍 { $what }
jobs-line = { $icon } <t:{ $at }:R> { $title } : { $prompt } — { $state }
jobs-state-waiting = dans la file d'attente
jobs-state-running = en cours de création
jobs-state-done = { $pictures ->
    [one] [Voir]({ $link })
   *[other] [Voir les { $pictures } images]({ $link })
}
jobs-state-private = visible par toi uniquement
jobs-state-failed = échec, non compté : { $why }
jobs-state-cancelled = annulée, non comptée
jobs-state-given-up = abandonnée : { $why }
jobs-cancel = Annuler…
jobs-giveup = Abandonner…
jobs-refresh = Actualiser
jobs-all = Tout voir
jobs-cancelled = ✅ Annulées : { $count }
jobs-gave-up = ✅ Abandonnées : { $count }
jobs-refused = ⚠️ « { $prompt } » : { $why }
jobs-more = … et { $more } de plus

## What was done to a member's image, said when it was accepted

input-rotated = J'ai redressé ton image.
left-out = { $title } ne prend pas { $options } pour le moment, je l'ai donc laissé de côté.
input-scaled = Ton image était plus grande que ce que je peux utiliser, je l'ai donc réduite.
input-still = J'ai pris la première image de ton animation.
input-colours = J'ai converti les couleurs de ton image vers les couleurs habituelles.
input-taken-as-mask = J'ai utilisé ton fichier comme masque. Si c'est une image de référence, choisis-le dans la fenêtre, avec un autre modèle.

## /models

models-title = **Modèles**
models-offered = ✅ `/{ $command }` { $title }{ $price }
models-missing = 🚫 `/{ $command }` { $title }, pas disponible en ce moment{ $price }
models-closed = 🚫 `/{ $command }` { $title }, pas pour toi dans ce salon en ce moment{ $price }
models-off = 🚫 `/{ $command }` { $title }, désactivé dans ce salon{ $price }
models-age = 🚫 `/{ $command }` { $title }, seulement dans les salons avec limite d'âge{ $price }
models-role = 🚫 `/{ $command }` { $title }, pas pour tes rôles{ $price }
models-price-bar = 🚫 `/{ $command }` { $title }, coûte plus que ce qui reste de ta limite{ $price }
models-failing = ⚠️ `/{ $command }` { $title }, ses dernières images ont échoué{ $price }
models-price =  : { $price } $ par image
models-price-range =  : de { $low } à { $high } $ par image
models-price-unknown =  : prix inconnu
models-prices = -# Seuls les membres qui peuvent gérer le serveur voient les prix.
status-title = **Comment vont les modèles**
status-model = { $mark } `/{ $command }` { $title } : { $pace } ; dernière heure : { $hour }
status-pace-unknown = durée habituelle encore inconnue
status-pace-usual = en général { $usual }
status-pace-busy = en général { $usual }, très demandé en ce moment : environ { $now }
status-hour = { $done } sur { $total } réussies
status-hour-none = aucune demande
status-missing = pas disponible en ce moment

## /mydata consent, /easel edits

consent-yes = Les autres peuvent modifier tes images et les utiliser comme références, sur tous les serveurs. `allow: False` l'interdit.
mentions-yes = Je te mentionne dans le message avec ton image quand elle a pris plus d'une minute. `/mesdonnées mentions` le désactive.
mentions-no = Je ne te mentionne pas quand une image a pris longtemps.
showcases-yes = Tes images qui reçoivent des étoiles peuvent être montrées dans les vitrines de tes serveurs. `allow: False` l'empêche.
showcases-no = Tes images ne sont montrées dans aucune vitrine, sur aucun serveur. Je retire celles qui l'étaient.
default-kept = C'est maintenant ton réglage, pour `/imaginer` et pour ce que tu ne précises pas dans la commande de ce modèle : { $title }, { $options }
default-is = Ton réglage : { $title }, { $options }
    Je l'utilise pour `/imaginer`, et pour ce que tu ne précises pas dans la commande de ce modèle.
default-none = Tu n'as pas de réglage. Appuie sur *Détails* sous une image qui te plaît, puis sur *En faire mon réglage*.
default-cleared = D'accord, tu n'as plus de réglage.
default-no-options = aucune option
consent-no = Personne d'autre que toi ne peut modifier tes images ou les utiliser comme références, sur tous les serveurs. `allow: True` le permet aux autres.
rules-edits = **Modifications sur ce serveur**
rules-line = `{ $option }` : { $value }
rules-default = (par défaut)
rules-yes = oui
rules-no = non
refused-manager = Seuls les membres qui peuvent gérer ce serveur peuvent utiliser cette commande.

## /mydata export, /mydata delete

export = Tout ce que je garde sur toi, sur tous les serveurs. Visible par toi uniquement : enregistre-le si tu veux le garder.
export-part = Tout ce que je garde sur toi, partie { $part } sur { $parts }.
forget-ask = Cela supprime ce que je garde sur toi, sur tous les serveurs : tes prompts et réglages, les images que tu m'as données, et l'endroit où sont tes images. Les images elles-mêmes restent sur Discord, mais leurs boutons ne fonctionnent plus. Ce qui compte dans tes limites reste jusqu'à 30 jours. Tu ne peux pas revenir en arrière. Le bouton fonctionne pendant { $minutes } minutes.
button-forget = Supprimer mes données
forgotten = Supprimé. Ce qui compte dans tes limites reste jusqu'à 30 jours, puis devient anonyme.
forgotten-unfinished = { $unfinished ->
    [one] { $unfinished } de tes images est encore en cours ; je n'y ai pas touché. Utilise à nouveau `/mesdonnées supprimer` quand elle sera terminée.
   *[other] { $unfinished } de tes images sont encore en cours ; je n'y ai pas touché. Utilise à nouveau `/mesdonnées supprimer` quand elles seront terminées.
}
forgotten-refusal = Les autres ne peuvent toujours pas modifier tes images, puisqu'elles sont encore sur Discord ; `/mesdonnées autorisation` change cela.
refused-forget-late = Cette question a expiré. Utilise à nouveau `/mesdonnées supprimer`.
refused-forget-other = Il s'agit des données d'un autre membre. Utilise `/mesdonnées supprimer` pour les tiennes.

## Details

details-prompt = **{ $prompt }**
details-facts = -# { $member } · <t:{ $at }:f> · { $facts }
details-took = durée { $minutes ->
    [0] { $seconds } s
   *[other] { $minutes } min { $seconds } s
}
details-estimate = environ { $price } $
details-option = `{ $name }` { $value }
details-copy = -# D'après sa marque, c'est une copie de { $link }. Une marque peut être falsifiée.
details-steps = Créée à partir de :
details-steps-more = … et { $more } plus anciennes
details-step = ↳ { $link } { $prompt }
details-step-private = ↳ une image que seul son auteur pouvait voir
details-step-unseen = ↳ une image dans un salon que tu ne peux pas voir
details-step-own = ↳ { $link } l'image d'un membre
details-step-upload = ↳ une image jointe à la commande
details-step-gone = ↳ { $link } une image plus ancienne
details-step-hidden = ↳ { $link } une image signalée aux modérateurs
details-command = Copie ceci pour la réutiliser :
details-command-long = -# La commande est trop longue pour s'afficher ici, elle est donc dans le fichier joint.
details-attach = [joindre : { $options }] Une image ne se copie pas ainsi : joins-la toi-même.

## Edits

button-again = Encore
button-remix = Remixer…
button-edit = Modifier…
button-extend = Zoom / déplacement…
button-try = Essayer avec…
button-details = Détails
button-compare = Avant / après
button-show = Montrer à tous
button-share = Partager
button-repost = Partager
button-send = Me l'envoyer
button-goto = Y aller
post-edited = modifiée à partir de { $link }
edit-title = Modifier cette image
edit-words = Que faut-il changer ?
edit-placeholder = mets le ciel en rouge
edit-picture = Quelle image
edit-picture-number = Image { $number }
edit-provider = Quel modèle
edit-file = Masque ou image de référence (facultatif)
edit-file-use = Ce qui peut changer, et le rôle du fichier
edit-file-auto = Tout ; décide pour moi en regardant le fichier
edit-file-reference = Tout ; le fichier est une image de référence
edit-file-mask = Ce qu'un masque marque : ses parties blanches ou transparentes
edit-dropped = Ce modèle prend moins de fichiers, j'en ai donc laissé { $dropped } de côté.
edit-took-reference = J'ai utilisé ton fichier comme image de référence : { $title } ne prend pas de masques.
edit-area = Seulement cette partie : { $area }
edit-area-model = Seul { $title } peut ne changer qu'une partie d'une image ; c'est donc lui qui fait cette modification.
edit-area-shape = Avec `area`, l'image garde sa forme ; j'ai donc laissé `shape` de côté.
extend-title = Dézoomer ou se déplacer
extend-move = De quel côté montrer plus
extend-words = Ce que montre l'image entière (facultatif)
extend-placeholder = Sinon : les mots avec lesquels l'image a été créée
extend-usual-words = la suite de la même scène
extend-zoom = Dézoomer { $step }×
extend-pan-left = Vers la gauche
extend-pan-right = Vers la droite
extend-pan-up = Vers le haut
extend-pan-down = Vers le bas
remix-title = Remixer cette image
remix-words = Prompt
remix-words-rest = Les { $rest } derniers caractères ne tiennent pas ici ; ils restent à la fin tels quels.
remix-shape = Forme
remix-shape-kept = Comme avant ({ $size })
remix-style = Style
style-none = Aucun style
style-kept = Comme avant ({ $style })
remix-seed = Seed
remix-seed-new = Une nouvelle
remix-seed-kept = Garder { $seed }
edit-instead = { $wanted } n'est pas disponible ici en ce moment, { $title } fait donc cette modification.
edit-not-here = { $title } n'est pas disponible ici en ce moment.
imagine-instead = { $wanted } n'est pas disponible ici en ce moment, { $title } crée donc celle-ci.
try-which = Quel modèle doit essayer ce prompt ?
try-choose = Choisis un modèle
try-all = Tous, côte à côte
style-choose = Ou choisis un autre style
try-dropped = Ce modèle n'a pas { $options }, je l'ai donc laissé de côté.
shape-overruled = J'ai utilisé { $options } et laissé `shape` { $shape } de côté.
prompt-values = Lu dans ton prompt : { $values }.
prompt-values-left = { $title } n'a pas { $flags }, je l'ai donc laissé dans ton prompt.
prompt-values-unusable = Je ne peux pas utiliser { $flags }, je l'ai donc laissé dans ton prompt.
comparison = Avant (à gauche) et après (à droite).
comparison-before = Avant
comparison-after = Après
comparison-public = -# De { $link }, montré par { $member }
comparison-shown = ✅ Tout le monde ici peut la voir maintenant : { $link }
comparison-there = Tout le monde ici peut déjà la voir : { $link }
menu-edit = Modifier cette image
menu-reference = Utiliser comme référence
menu-describe = Voir comment elle a été créée
hint-ping = Je ne vois que les réponses qui me mentionnent. Réponds à nouveau avec le @ activé, ou utilise Applications → « Modifier cette image ».
hint-direct = Je ne discute pas, mais je crée des images : `/imaginer` en crée une avec tes mots, et `/modifier` en modifie une.
hint-direct-replies = Tu peux aussi répondre à une image et dire ce qu'il faut changer.
unclear-question = { $member } Dois-je modifier l'image ainsi, ou est-ce que vous discutez ? Je retiens ta réponse.
unclear-edits = 🎨 J'y travaille. Jusqu'au <t:{ $until }:D>, je prendrai ce genre de réponses pour des modifications. Un ❌ sur ta réponse en arrête une tant qu'elle attend, et je te redemanderai ensuite.
unclear-talk = D'accord, je laisse ce genre de réponses tranquilles jusqu'au <t:{ $until }:D>. Pour modifier une image, mentionne-moi avec @ dans ton texte et dis quoi faire.
refused-no-picture = Il n'y a pas d'image dans ce message. Choisis-en un qui en contient une.
refused-unseen-picture = Discord ne me montre pas ce message. Utilise Applications → « Modifier cette image » dessus.
refused-picture-number = Il n'y a que { $pictures } images dans ce message. Choisis l'une d'elles.
refused-nothing-here = Je ne connais pas encore d'image ici. Joins-en une comme `image`, ou réponds à une image.
refused-no-history = Tu ne peux pas lire les anciens messages ici, je ne peux donc pas utiliser la dernière image pour toi. Joins-en une comme `image`.
refused-consent = L'auteur de cette image ne laisse pas les autres la modifier. Choisis-en une autre.
refused-owner-only = Sur ce serveur, seul le membre qui a demandé une image peut la modifier. Crée la tienne.
refused-try-none = Aucun autre modèle ne peut créer ceci en ce moment. Réessaie plus tard.
refused-no-editor = Aucun modèle ne peut modifier d'images ici en ce moment. `/modèles` montre pourquoi.
refused-extend-here = Pour dézoomer et se déplacer, il faut { $title }, qui n'est pas disponible ici en ce moment. `/modèles` montre pourquoi.
refused-area-not-offered = { $title } ne prend pas de masques en ce moment : je ne peux ni changer une partie d'une image, ni dézoomer, ni me déplacer. Réessaie plus tard.
refused-no-model = Ce modèle n'existe pas. Tu peux choisir { $others }.
refused-compare-one = Il n'y a qu'un modèle ici, donc rien à comparer.
refused-purged = Je ne sais plus comment cette image a été créée. Utilise la commande.
refused-inputs-gone = Je n'ai plus les images dont celle-ci est tirée. Utilise la commande et joins-les à nouveau.
refused-comparison = Je ne peux plus récupérer l'une des deux images.
refused-comparison-post = Discord n'a pas pris la comparaison. Appuie à nouveau sur *Montrer à tous* : je vérifie d'abord, elle n'y sera donc pas deux fois.
refused-comparison-unsure = Je l'ai peut-être déjà montrée, mais je ne peux pas le vérifier. Regarde dans le salon.
refused-compared = Ce message montre deux images côte à côte. Utilise l'image modifiée elle-même.
refused-comparison-private = L'original est privé, donc seul le membre à qui il appartient peut le comparer.
shared = ✅ Tout le monde ici peut la voir maintenant : { $link }
shared-before = Tu l'as déjà partagée : { $link }
refused-share-deleted = Tu l'as déjà partagée, et le message a été supprimé.
refused-share-direct = Toi et moi sommes seuls à lire ces messages privés : il n'y a personne avec qui la partager ici.
refused-share-gone = Discord n'a plus cette image. Crée-la à nouveau.
refused-share-removed = Un modérateur de ce serveur a retiré cette image, elle ne peut donc pas être partagée ici.
refused-share-closed = Discord ne me laisse pas publier ici. Demande à un modérateur, puis appuie à nouveau sur *Partager*.
refused-share-unsure = Je ne sais pas encore si Discord l'a publiée. Appuie à nouveau sur *Partager* : je vérifie d'abord, elle n'y sera donc pas deux fois.
refused-share-busy = Je suis déjà en train de la partager. Attends un instant.
show-private = Voici ton image. Tu es seul à la voir.
refused-own-picture = Je ne connais pas d'image terminée de toi comme celle-là sur ce serveur. Choisis-en une que `/montrer` propose.
refused-own-picture-direct = Je ne connais pas d'image terminée de toi comme celle-là dans nos messages privés. Choisis-en une que `/montrer` propose.
refused-own-age = Cette image vient d'un salon soumis à une limite d'âge, ou d'un salon que je ne vois plus. Tu peux la retrouver dans un salon soumis à une limite d'âge.
refused-own-deleted = Le message avec cette image a été supprimé, je ne l'ai donc plus. *Encore* en crée une autre.
refused-own-unseen = Je ne vois plus le salon de cette image. Demande à un modérateur.
refused-own-private = Cette image n'a été montrée qu'à toi, et je ne garde pas d'images : le service les a pendant une heure. *Encore* en crée une autre.
refused-share-elsewhere = Cette image n'a été montrée qu'à toi, dans <#{ $channel }>. Tu peux la partager là-bas.
sent-originals = { $pictures ->
    [one] ✅ Dans tes messages privés : le fichier original.
   *[other] ✅ Dans tes messages privés : les { $pictures } fichiers originaux.
 }
sent-posted = { $pictures ->
    [one] ✅ Dans tes messages privés : le fichier tel qu'il a été publié. Les originaux ne sont gardés qu'une heure ; s'il a été réduit pour passer, il l'est ici aussi.
   *[other] ✅ Dans tes messages privés : les { $pictures } fichiers tels qu'ils ont été publiés. Les originaux ne sont gardés qu'une heure ; si l'un a été réduit pour passer, il l'est ici aussi.
 }
sent-smaller = ✅ Dans tes messages privés. J'ai dû réduire un fichier, car Discord n'y accepte rien de plus gros.
sent-from = -# Tu as demandé ce fichier : { $link }
refused-send-closed = Tu n'acceptes pas mes messages privés, je n'ai donc pas pu te l'envoyer. Autorise-les dans les paramètres de confidentialité de ce serveur, puis appuie à nouveau sur *Me l'envoyer*.
refused-send-unsure = Je ne sais pas si Discord l'a remis. Regarde tes messages privés et, s'il n'y est pas, appuie à nouveau sur *Me l'envoyer*.
refused-send-busy = Je suis déjà en train de l'envoyer. Attends un instant.
refused-busy = Je travaille encore sur ta dernière demande de ce genre. Attends un instant.
refused-comparison-busy = Je compare encore deux images pour toi. Attends un instant.
refused-draft = Je ne sais plus de quelle image il s'agissait. Ouvre à nouveau la fenêtre.
refused-no-words = Dis ce qu'il faut changer.
refused-text-file = Je n'arrive pas à lire ton `message.txt` comme du texte. Envoie-le en texte brut, en UTF-8.
refused-text-gone = Je n'arrive pas à récupérer ton `message.txt` sur Discord. Renvoie-le.
refused-text-long = Ce texte est trop long : j'accepte jusqu'à { $most } caractères. Raccourcis-le.
refused-not-mine = Je n'ai pas créé cette image, je n'en sais donc rien.
refused-copy = Cette image porte ma marque, mais je ne connais aucune image semblable que tu puisses voir ici.

## /quota

quota-none = Il n'y a pas de limite ici. Crée autant d'images que tu veux.
quota-line = { $bar } { $whose ->
    [server] Ce serveur a utilisé { used-of } { last-span } ;
    [everywhere] Tu as utilisé { used-of } { last-span }, sur tous les serveurs ;
   *[member] Tu as utilisé { used-of } { last-span } ;
} { $metric ->
    [dollars] il reste { $left } $.
   *[pictures] il en reste { $left }.
}
quota-operator = -# { $whose ->
    [server] Les personnes qui gèrent ce bot ont fixé cette limite.
   *[everywhere] Les personnes qui gèrent ce bot ont fixé cette limite, pour tous les serveurs.
}
quota-free-at = Tu peux créer la prochaine <t:{ $at }:R>.
quota-next-at = { $metric ->
    [dollars] Tu en récupères <t:{ $at }:R>.
   *[pictures] Tu en récupères une <t:{ $at }:R>.
}
quota-jobs = **Tes dernières images, et ce que chacune a utilisé**
quota-job = <t:{ $at }:R> { $title } : { $prompt } — { $pictures ->
    [0] rien
    [one] { $pictures } image
   *[other] { $pictures } images
}
quota-extra = -# Dont { $metric ->
    [dollars] { $extra } $
   *[pictures] { $extra }
} en plus, pour toi.
quota-extra-until = -# Dont { $metric ->
    [dollars] { $extra } $
   *[pictures] { $extra }
} en plus, pour toi, jusqu'au <t:{ $until }:f>.

## /easel limits

limits-title = **Limites sur ce serveur**
limits-none = Il n'y en a pas : les membres peuvent créer autant d'images qu'ils veulent. `/easel limits set` en fixe une.
limits-server = Tous les membres ensemble : { $what }
limits-everyone = Chaque membre : { $what }
limits-target = { $target } : { $what }
limits-what = { amount } en { span }
limits-more = { amount } de plus en { span }
limits-unlimited = pas de limite
limits-until = jusqu'au <t:{ $until }:f>
limits-operator = { $whose ->
    [server] (la limite de l'opérateur)
   *[everywhere] (la limite de l'opérateur, pour tous les serveurs)
}
limits-lower = ⚠️ Les personnes qui gèrent ce bot n'autorisent pas plus que { $what } : cette limite plus basse s'applique toujours.
refused-limits-amount = Indique soit `pictures`, soit `dollars`, soit `unlimited`.
refused-limits-targets = Indique au plus l'un de `member`, `role` et `together`.
refused-limits-more = `more` est pour un seul `member`, avec `pictures` ou `dollars`.
refused-limits-unlimited = `unlimited` retire toute limite. Laisse `per` de côté.
refused-limits-clear = Rien de tel n'est fixé. `/easel limits list` montre ce qui l'est.
limits-edit = Limites de ce serveur
limits-each-pictures = Chaque membre : images en 24 heures
limits-each-dollars = Chaque membre : dollars en 30 jours
limits-all-pictures = Tous ensemble : images en 24 heures
limits-all-dollars = Tous ensemble : dollars en 30 jours
refused-amount-pictures = « { $field } » attend un nombre entier jusqu'à { $most }, ou rien. Ouvre à nouveau la fenêtre.
refused-amount-dollars = « { $field } » attend des dollars comme 12.50, jusqu'à { $most }, ou rien. Ouvre à nouveau la fenêtre.

## /easel settings

panel = **Comment je travaille sur ce serveur.** Les changements prennent effet tout de suite.
    Pour le reste, il y a `/easel rules set` (salons particuliers), `/easel words add` (ce qu'il faut refuser) et `/easel limits set` (membres et rôles particuliers).
panel-models = Quels modèles peuvent être utilisés
panel-models-none = Aucun
panel-editor = Quel modèle modifie une image quand celui qui l'a créée ne le peut pas
panel-model = Quel modèle `/imaginer` utilise
panel-model-first = Le premier disponible
panel-default = { $value } (par défaut)
panel-not-offered = { $title } (pas disponible en ce moment)
panel-replies = Qui peut modifier une image en y répondant
panel-everyone = Tout le monde
panel-nobody = Personne : les réponses ne sont que des messages
panel-role = Les membres qui ont un certain rôle
panel-log = Salon du journal (images, refus, changements)
panel-reports = Salon des signalements des membres
panel-no-channel = Aucun
panel-same-channel = Le même que le journal
panel-limits = Limites et budget : combien peut être créé
panel-limits-more = … et { $more } de plus : `/easel limits list`
panel-edit-limits = Limites…
panel-edit-budget = Budget…
panel-silent = ⚠️ Je ne peux pas écrire dans <#{ $channel }>. Donne-moi là-bas ces permissions : { $permissions }.

## /easel budget, /easel pause, /easel resume

budget-none = Il n'y a pas de budget ; ce mois a coûté { $spent } $ jusqu'ici, selon les prix estimés. `/easel budget` en fixe un.
budget-line = { $bar } { $spent } $ sur { $budget } $ sont dépensés ce mois-ci, selon les prix estimés ; le budget est remis à zéro le <t:{ $renewed }:D>. Une fois dépensé, { $then ->
    [stop] je ne crée plus rien de payant.
   *[other] `{ $then }` fait tout le travail.
}
log-budget = { $percent ->
    [100] 🛑 Le budget du mois est épuisé : { $spent } $ sur { $budget } $ sont dépensés. Jusqu'à sa remise à zéro ou un changement par `/easel budget`, { $then ->
        [stop] je refuse ce qui coûte plus que ce qui reste.
       *[other] `{ $then }` crée ce qui coûte plus que ce qui reste.
    }
   *[other] 💰 { $percent } % du budget du mois sont dépensés : { $spent } $ sur { $budget } $.
}
budget-fell-back = Le budget de ce serveur pour le mois est dépensé, { $title } crée donc celle-ci.
budget-dropped = Il n'a pas { $options }, je l'ai donc laissé de côté.
paused = En pause : je ne prends aucune demande sur ce serveur jusqu'à `/easel resume`. Les images en cours sont encore publiées.
resumed = Je prends à nouveau les demandes sur ce serveur.
budget-edit = Budget de ce serveur
budget-dollars = Dollars par mois civil
budget-no-dollars = pas de budget
budget-then = Quand il est dépensé
budget-stop = Je ne crée plus rien de payant
budget-takes-over = { $title } fait tout le travail

## The log of a server, and /easel log

log-posted = 🖼️ { $facts }
log-shared = 🖼️ { $member } a partagé une image privée : { $link }
log-reposted = 🖼️ { $member } a republié une de ses images : { $link }
log-showcased = ⭐ Une image de { $member } est dans la vitrine : { $link }
log-contest-over = 🏆 Le concours dans { $channel } est terminé. A gagné : { $members }
log-contest-bonus = 🎁 { $member } a gagné un concours et reçoit { $pictures ->
    [one] une image
   *[other] { $pictures } images
} de plus pendant un temps, en plus de chaque limite.
log-pictures = { $pictures } images
log-alone = montrée à ce membre seul
log-refused = 🚫 { $member } : { $why }
log-declined = 🛑 { $member } : { $declined } demandes d'affilée étaient contraires aux règles de contenu, ce membre doit donc attendre jusqu'à <t:{ $until }:t>.
log-trouble = ⚠️ { $what }
log-changed = 🔧 { $member } a utilisé `/easel { $action }`
log-changed-facts = 🔧 { $member } a utilisé `/easel { $action }` : { $facts }
log-fact = { $name } : { $value }
log-default = par défaut
log-title = **Journal et signalements sur ce serveur**
log-off = désactivé
log-reports-public = ⚠️ Tout le monde peut lire { $channel }, où vont les images signalées. Choisis pour `reports` un salon que seuls les modérateurs voient.
refused-log = Je ne peux pas écrire dans { $channel }. Donne-moi là-bas ces permissions : { $permissions }.
log-left-out = … Je n'ai pas pu publier { $lines } lignes qui ont leur place ici.
trouble-credits = Le service d'images ne crée pas d'images pour moi : mon compte n'a plus de crédits. C'est aux personnes qui gèrent ce bot de régler cela.
trouble-key = Le service d'images ne crée pas d'images pour moi : il n'accepte pas ma clé. C'est aux personnes qui gèrent ce bot de régler cela.
trouble-account = Le service d'images ne crée pas d'images pour moi : il y a un problème avec mon compte. C'est aux personnes qui gèrent ce bot de régler cela.
trouble-own-server = Je ne peux pas créer d'images avec Stable Diffusion : son serveur est mal configuré. C'est aux personnes qui gèrent ce bot de régler cela.
trouble-showcase = Je ne peux pas publier dans { $channel }, où les images étoilées doivent être montrées. Permets-moi de voir ce salon et son historique, et d'y envoyer des messages et des fichiers.
trouble-contest = Je ne peux pas publier dans { $channel }, où un concours a eu lieu. Permets-moi de voir ce salon, et d'y lire et envoyer des messages.
trouble-themes = Je ne peux pas publier dans { $channel }, où un thème doit être publié chaque jour. Permets-moi de voir ce salon et d'y envoyer des messages.

## /easel history

history-title = **Changements des réglages de ce serveur**, du plus récent au plus ancien
history-line = <t:{ $at }:f> { $change }
history-more = -# Ce sont les { $count } derniers changements.
history-none = Personne n'a encore rien changé ici.

## The card in a server that the bot was just added to

welcome-title = ### 👋 Bonjour, je crée des images
welcome-make = Utilise { $imagine } et dis ce que tu veux voir ; l'image apparaît dans le salon où tu l'as demandée.
welcome-models = Pour choisir toi-même le modèle, utilise { $commands }.
welcome-reply = Pour modifier une image, réponds-y en disant comment, par exemple « fais-en une scène de nuit ». Laisse le @ activé quand tu réponds. Tu peux aussi appuyer sur *Modifier…* en dessous, ou utiliser { $command }.
welcome-edit = Pour modifier une image, appuie sur *Modifier…* en dessous et dis comment, ou utilise { $command }.
welcome-remix = Pour essayer d'autres mots, appuie sur *Remixer…* sous une image : son texte s'ouvre dans une fenêtre, où tu le changes et le renvoies.
welcome-limits = **Limites sur ce serveur**
welcome-limit = { $whose ->
    [server] Tous les membres ensemble : { amount } en { span }
   *[member] Chaque membre : { amount } en { span }
}
welcome-no-limits = Il n'y a pas de limites sur ce serveur : les membres peuvent créer autant d'images qu'ils veulent.
welcome-settings = Les membres qui peuvent gérer ce serveur changent cela avec { $command }.

## /easel usage

usage-none = Personne n'a demandé d'images sur ce serveur depuis le <t:{ $since }:f>.
usage-total = **Depuis le <t:{ $since }:f> :** { $pictures } par { $members }, pour environ { $price } $ selon les tarifs.
usage-total-unpriced = **Depuis le <t:{ $since }:f> :** { $pictures } par { $members } ; les prix sont inconnus.
usage-pictures = { $pictures ->
    [one] { $pictures } image
   *[other] { $pictures } images
}
usage-members = { $members ->
    [one] { $members } membre
   *[other] { $members } membres
}
usage-nobody = membres que je ne connais plus
usage-unpriced = { $jobs ->
    [one] { $jobs } demande n'a pas de prix connu et n'est pas dans cette somme.
   *[other] { $jobs } demandes n'ont pas de prix connu et ne sont pas dans cette somme.
}
usage-part = { $name } : { $pictures }, { $price } $
usage-part-unpriced = { $name } : { $pictures }
usage-models = **Par modèle** (images, dollars selon les tarifs) : { $parts }
usage-members-listed = **Par membre** : { $parts }
usage-others = autres
usage-by-model = Images par modèle
usage-by-member = Images par membre
usage-dollars-by-model = Dollars par modèle
usage-dollars-by-member = Dollars par membre
usage-note = -# Heures en UTC. Les images échouées ou annulées n'y sont pas. Le tableau contient tout.
usage-note-too-large = -# Heures en UTC. Les images échouées ou annulées n'y sont pas. Le tableau est trop volumineux pour Discord : demande une période plus courte.
usage-alt = Barres de { $first } à { $last } UTC : images et dollars, par modèle et par membre. Par modèle : { $models }. Par membre : { $members }.

## /easel words

words-added = Les prompts qui contiennent « { $word } » sont refusés à partir de maintenant. Mots dans la liste : { $count }.
words-removed = « { $word } » n'est plus dans la liste, les prompts peuvent donc à nouveau le contenir. Mots dans la liste : { $count }.
words-none = La liste est vide : les prompts peuvent contenir n'importe quel mot. `/easel words add` en ajoute un.
words-title = **Mots que les prompts ne peuvent pas contenir sur ce serveur** ({ $count })
words-hit = 🚫 Ceci contient « { $word } » et serait donc refusé.
words-pass = ✅ Ceci ne contient rien de la liste et serait donc accepté.
refused-words-nothing = Il n'y a ni lettre, ni chiffre, ni symbole à chercher là-dedans. Indique un mot.
refused-words-there = « { $word } » est déjà dans la liste.
refused-full = Il n'y a pas de place pour plus de { $most } de ceux-ci sur un serveur. Retires-en d'abord un.
refused-words-full = La liste est pleine avec { $most } mots. Retires-en d'abord un.
refused-words-unknown = « { $word } » n'est pas dans la liste ; `/easel words list` la montre.
styles-none = Il n'y a pas de styles. `/easel styles add` en ajoute un : un nom, et les mots qui s'ajoutent au prompt de qui le choisit.
styles-title = **Styles de ce serveur**
styles-line = **{ $name }** : { $words }
styles-example = (par exemple « { $example } »)
styles-model = · { $title }
refused-styles-unknown = Il n'y a pas de style de ce nom. `/easel styles list` montre ceux qu'il y a.
refused-styles-blank = Choisis un nom et des mots visibles.
refused-word = Les prompts sur ce serveur ne peuvent pas contenir « ||{ $word }|| ». Essaie avec d'autres mots.

## Vitrines et concours

showcase-on = ⭐ Les images auxquelles au moins { $stars } membres donnent une étoile sont montrées dans { $channel }.
showcase-off = Rien n'est montré : il n'y a pas de vitrine. `/easel showcase` en crée une.
refused-showcase-channel = Il n'y a pas encore de vitrine. Choisis aussi son salon (`channel`).
contest-title = ### 🏆 Concours : { $theme }
contest-how = Appuie sur *Participer* et choisis une de tes images terminées : { $each ->
    [one] une par membre
   *[other] jusqu'à { $each } par membre
}. Vote avec ⭐ sous les participations, pour autant que tu veux ; les étoiles pour ta propre image ne comptent pas. Il se termine <t:{ $ends }:R>.
contest-prize = Qui gagne reçoit { $pictures ->
    [one] une image
   *[other] { $pictures } images
} de plus pendant { $days ->
    [one] un jour
   *[other] { $days } jours
}, en plus de chaque limite.
contest-started = ✅ Le concours est lancé dans { $channel }.
contest-ended = ✅ Le concours est terminé. Je compte maintenant les étoiles, puis je publie le résultat.
contest-none = Il n'y a pas encore eu de concours ici. `/easel contest start` en lance un.
contest-running = 🏆 **{ $theme }**, ouvert jusqu'au <t:{ $ends }:f>
contest-over = 🏆 **{ $theme }** est terminé.
contest-counting = Les étoiles sont en train d'être comptées.
contest-empty = Aucune image ne participe.
contest-line = { $number }. { $member } : { $link }
contest-line-votes = { $number }. { $member } : { $link } — { $votes } ⭐
contest-won = { $count ->
    [one] Avec { $votes } ⭐, voici l'image gagnante :
   *[other] Avec { $votes } ⭐ chacune, il y a { $count } images gagnantes :
}
contest-nobody = Aucune image n'a reçu d'étoile, donc personne n'a gagné.
contest-bonus = 🎁 { $pictures ->
    [one] Une image
   *[other] { $pictures } images
} de plus pendant { $days ->
    [one] un jour
   *[other] { $days } jours
}, en plus de chaque limite.
contest-choose = Avec quelle image participes-tu à « { $theme } » ? Je la publie ici avec ton nom.
contest-which = Choisis une image
contest-entered = ✅ Tu participes avec le numéro { $number } : { $link }
button-enter = Participer
button-entries = Participations
refused-contest-running = Il y a déjà un concours sur ce serveur. `/easel contest end` le termine.
refused-contest-none = Il n'y a pas de concours ouvert sur ce serveur.
refused-contest-channel = Discord ne me laisse pas publier ici. Donne-moi la permission, puis relance le concours.
refused-contest-theme = Choisis un thème que l'on peut voir.
refused-contest-over = Ce concours est terminé.
refused-contest-nothing = Tu n'as ici aucune image terminée que tout le monde peut voir. Crées-en d'abord une, par exemple avec `/imaginer`.
refused-contest-private = Cette image n'a été montrée qu'à toi. Partage-la d'abord, puis participe avec elle.
refused-contest-entered = Cette image participe déjà.
refused-contest-mine = Tu participes déjà avec autant d'images que chaque membre en a le droit.
refused-contest-full = Il n'y a plus de place pour d'autres images dans ce concours.
refused-contest-posted = Cette image a déjà été publiée une nouvelle fois dans ce salon, je ne peux donc pas l'y publier encore. Choisis-en une autre.
refused-contest-closed = Discord ne me laisse pas publier cette image ici. Demande à un modérateur.
refused-contest-unsure = Je ne sais pas encore si Discord a publié ta participation. Je regarderai dans quelques minutes, et je la publierai si elle n'y est pas.
theme-today = ### 🎨 Thème du jour : { $theme }
    Montre ce que tu en fais.
themes-never = Aucun thème n'est publié. `/easel themes daily` décide où et quand.
themes-daily = Un thème est publié dans { $channel } chaque jour à { $hour } UTC. **Thèmes, le prochain d'abord :**
themes-none = Il n'y a pas de thèmes. `/easel themes add` en ajoute un.
refused-themes-unknown = Il n'y a pas de thème comme ça. `/easel themes list` montre ceux qu'il y a.
refused-themes-channel = Aucun thème n'est encore publié. Choisis aussi le salon (`channel`).

## /easel block, /easel unblock, /easel blocks

blocked = { $member } ne peut pas créer d'images sur ce serveur jusqu'à ce que tu lèves le blocage. Ce membre lira : « { $reason } »
blocked-until = { $member } ne peut pas créer d'images sur ce serveur jusqu'au <t:{ $until }:f>. Ce membre lira : « { $reason } »
unblocked = { $member } peut à nouveau créer des images sur ce serveur.
blocks-none = Personne n'est bloqué sur ce serveur.
blocks-title = **Membres qui ne peuvent pas créer d'images sur ce serveur** ({ $count })
blocks-line = • { $member } jusqu'à la levée du blocage : { $reason }
blocks-line-until = • { $member } jusqu'au <t:{ $until }:f> : { $reason }
refused-block-bot = Les bots ne demandent pas d'images, il n'y a donc rien à bloquer. Choisis un membre.
refused-block-manager = { $member } peut gérer ce serveur et pourrait aussitôt lever le blocage. Choisis un autre membre.
refused-block-reason = Indique une raison que le membre peut lire.
refused-not-blocked = { $member } n'est pas bloqué ; `/easel blocks` montre qui l'est.
refused-blocked = Tu ne peux pas créer d'images sur ce serveur : « { $reason } » Si tu penses que c'est une erreur, adresse-toi à ses modérateurs.
refused-blocked-until = Tu ne peux pas créer d'images sur ce serveur jusqu'au <t:{ $until }:f> : « { $reason } » Si tu penses que c'est une erreur, adresse-toi à ses modérateurs.
refused-blocked-elsewhere = Les modérateurs d'un serveur t'empêchent d'y créer des images, et donc aussi en messages privés : « { $reason } » Si tu penses que c'est une erreur, adresse-toi à eux.
refused-blocked-elsewhere-until = Les modérateurs d'un serveur t'empêchent d'y créer des images jusqu'au <t:{ $until }:f>, et donc aussi en messages privés : « { $reason } » Si tu penses que c'est une erreur, adresse-toi à eux.
refused-barred = Tu ne peux pas créer d'images avec moi : « { $reason } » Si tu penses que c'est une erreur, adresse-toi aux personnes qui gèrent ce bot.
refused-barred-bare = Tu ne peux pas créer d'images avec moi. Si tu penses que c'est une erreur, adresse-toi aux personnes qui gèrent ce bot.
refused-barred-until = Tu ne peux pas créer d'images avec moi jusqu'au <t:{ $until }:f> : « { $reason } » Si tu penses que c'est une erreur, adresse-toi aux personnes qui gèrent ce bot.
refused-barred-bare-until = Tu ne peux pas créer d'images avec moi jusqu'au <t:{ $until }:f>. Si tu penses que c'est une erreur, adresse-toi aux personnes qui gèrent ce bot.
refused-blocked-openly = Tu ne peux pas créer d'images sur ce serveur pour le moment. `/imaginer` te montre la raison en privé.

## /easel avatar

avatar-set = C'est maintenant mon image sur ce serveur. Discord peut mettre un moment à l'afficher partout.
avatar-reset = Sur ce serveur, j'ai de nouveau l'image que j'ai partout.
refused-avatar-nothing = Choisis une `picture`, ou retire la mienne avec `reset: True`.
refused-avatar-picture = Je ne connais pas sur ce serveur d'image comme celle-là que tout le monde ici puisse voir. Donne-moi le lien vers son message, ou choisis une des tiennes.
refused-avatar-veiled = Cette image est masquée comme spoiler ou vient d'un salon avec limite d'âge, elle ne peut donc pas être la mienne. Choisis-en une autre.
refused-avatar-unreadable = Je ne peux pas faire d'avatar avec cette image. Choisis-en une autre.
refused-avatar-soon = Discord ne me laisse changer d'image que de temps en temps. Réessaie <t:{ $at }:R>.
refused-avatar-discord = Discord n'accepte pas cette image. Choisis-en une autre.
refused-avatar-unsure = Je ne sais pas si Discord a changé mon image. Regarde, et réessaie dans un instant si ce n'est pas le cas.

## Rules of a server, /easel rules and /easel explain

refused-paused = Je suis en pause sur ce serveur. Réessaie plus tard.
refused-rule-works = Je ne crée pas d'images dans ce salon. Utilise un autre salon.
refused-rule-elsewhere = Je ne crée pas d'images dans ce salon. Utilise { $channels }.
refused-rule-provider = { $title } est désactivé ici. Essaie avec { $others }.
refused-rule-no-provider = { $title } est désactivé ici, comme tous les autres modèles pour cela. Utilise un autre salon.
refused-rule-age = { $title } est réservé aux salons avec limite d'âge sur ce serveur. Utilise-le dans l'un d'eux.
refused-rule-side = `{ $option }` demande plus de { $cap } pixels par côté, le maximum dans ce salon. Choisis une taille plus petite.
refused-rule-cap = `{ $option }` peut être au plus { $cap } dans ce salon. Ne choisis pas plus.
refused-role-provider = { $roles ->
    [none] Tes rôles sur ce serveur ne comprennent pas { $title }.
   *[other] Sur ce serveur, { $title } est réservé aux membres qui ont { $roles }.
} Essaie avec { $others }.
refused-role-no-provider = { $roles ->
    [none] Tes rôles sur ce serveur ne comprennent pas { $title }.
   *[other] Sur ce serveur, { $title } est réservé aux membres qui ont { $roles }.
} Aucun autre modèle ne fait cela pour toi ici.
refused-role-side = `{ $option }` demande plus de { $cap } pixels par côté, le maximum que tes rôles permettent. Choisis une taille plus petite.
refused-role-cap = `{ $option }` peut être au plus { $cap } avec tes rôles. Ne choisis pas plus.
refused-reply-role = Seuls les membres qui ont le rôle { $role } peuvent modifier des images en y répondant ici. Utilise `/modifier`.
refused-unseen-channel = Discord ne me montre pas ce salon en ce moment. Réessaie dans une minute, ou dans un autre.
rules-title = **Règles sur ce serveur**
rules-none = Rien n'est fixé : je travaille dans tous les salons, avec tous les modèles et toutes les tailles.
rules-of = **{ $place }** : { $rules }
rules-server = tout le serveur
rules-holding = **Règles qui s'appliquent dans { $place }**
rules-held = `{ $option }` : { $value } { $level ->
    [channel] (fixé pour <#{ $place }>)
    [category] (fixé pour la catégorie <#{ $place }>)
    [server] (fixé pour tout le serveur)
    [role] (fixé pour <@&{ $place }>)
    [edits] (par `/easel edits`)
   *[default] (par défaut)
}
rules-age = { $channel ->
    [restricted] oui, comme dans tous les salons avec limite d'âge
    [open] non, seulement dans les salons avec limite d'âge
   *[any] dans les salons avec limite d'âge seulement
}
rules-no-cap = libre
rules-at-most = { $cap } au plus
rules-pixels = { $pixels } pixels au plus
rules-everyone = tout le monde
rules-nobody = personne
rules-role = **Règles pour les membres qui ont { $role }**
rules-role-none = Plus rien n'est fixé pour { $role } : c'est comme pour les autres membres.
rules-role-note = -# Chacune remplace ce qui est fixé pour tout le serveur. De plusieurs rôles, le plus généreux compte. Ce qui est fixé pour un salon ou une catégorie s'applique toujours.
refused-rules-nothing = Choisis au moins une règle à fixer.
refused-rules-provider = Choisis `provider`, et avec lui `allowed`, `age_restricted` ou les deux.
refused-rules-role = Choisis `replies: rôle`, et avec cela le rôle comme `reply_role`.
refused-rules-role-where = Les règles d'un rôle s'appliquent sur tout le serveur. Choisis soit `role`, soit `where`.
refused-rules-role-only = Un rôle peut avoir des règles sur les modèles (`provider` et `allowed`), `largest_size`, `quality` et `count`. Fixe le reste sans `role`.
refused-rules-unset = Rien de tel n'y est fixé. `/easel rules list` montre ce qui l'est.
explain-yes = ✅ **Oui, { $member } peut créer une image dans { $channel } maintenant.**
explain-no = 🚫 **Non, { $member } ne peut pas créer d'image dans { $channel } maintenant :** { $why }
explain-why-blocked = bloqué jusqu'à ce que tu lèves le blocage.
explain-why-blocked-until = bloqué jusqu'au <t:{ $until }:f>.
explain-why-paused = ce serveur est en pause jusqu'à `/easel resume`.
explain-why-works = les règles m'excluent de ce salon (`works`).
explain-why-permissions = il me manque là-bas ces permissions : { $permissions }.
explain-why-member-permissions = il manque là-bas ces permissions au membre : { $permissions }.
explain-why-timed-out = exclu temporairement jusqu'au <t:{ $timed_out }:f>.
explain-why-locked = le fil est verrouillé, seuls les modérateurs le peuvent.
explain-why-models = aucun modèle ne peut y être utilisé en ce moment.
explain-why-word = le prompt contient « { $word } », qui est dans la liste de mots.
explain-why-limit = { $whose ->
    [server] la limite de ce serveur
    [everywhere] la limite de l'opérateur
   *[member] la limite du membre
} est épuisée ({ used-of } { last-span }), jusqu'au <t:{ $free_at }:f>.
explain-why-over-limit = la limite de { amount } en { span } est trop basse pour une seule image.
explain-why-budget = le budget de ce serveur pour le mois ne suffit plus pour une image, jusqu'au <t:{ $renewed }:f>.
explain-why-operator = les personnes qui gèrent ce bot ont une limite de dépenses, et elle est atteinte.
explain-why-failed = { $failed } demandes du membre ont échoué au cours de la dernière heure, il doit donc attendre un peu.
explain-why-declined = { $declined } demandes du membre d'affilée étaient contraires aux règles de contenu, il doit donc attendre jusqu'au <t:{ $until }:f>.
explain-why-lost = plusieurs images du membre n'ont pas pu être livrées aujourd'hui.
explain-why-line-mine = { $waiting } images du membre sont déjà en cours.
explain-why-line-all = la file d'attente est pleine.
explain-not-blocked = ✅ Pas bloqué.
explain-blocked = 🚫 Bloqué : « { $reason } »
explain-blocked-until = 🚫 Bloqué jusqu'au <t:{ $until }:f> : « { $reason } »
explain-not-paused = ✅ Ce serveur n'est pas en pause.
explain-paused = 🚫 Ce serveur est en pause : je n'y crée pas d'images jusqu'à `/easel resume`.
explain-may-post = ✅ Je peux y publier des images.
explain-permissions = 🚫 Je ne peux pas y publier d'images. Donne-moi ces permissions : { $permissions }.
explain-not-offered = ⚠️ Pas disponible en ce moment : { $titles }.
explain-role = ✅ Ce membre a ce rôle.
explain-no-role = 🚫 Ce membre n'a pas ce rôle.
explain-no-limits = Ce membre n'a pas de limite.
explain-limit = { $whose ->
    [server] Tous les membres ensemble
   *[member] Ce membre
} : { used-of } en { span } { $origin ->
    [server] (fixé pour tout le serveur)
    [everyone] (fixé pour chaque membre)
    [role] (fixé pour <@&{ $target }>)
    [member] (fixé pour ce membre)
    [operator] (la limite de l'opérateur)
   *[default] (par défaut)
}
explain-extra = dont { $metric ->
    [dollars] { $extra } $
   *[pictures] { $extra }
} en plus
explain-budget = 🚫 Le budget de ce mois est dépensé ; `/easel budget` le montre.
explain-word = 🚫 Le prompt contient « { $word } », de la liste de mots.
explain-no-word = ✅ Le prompt ne contient rien de la liste de mots.
explain-words = Mots que les prompts ne peuvent pas contenir : { $count }. Avec `prompt`, j'en vérifie un.

## Reports

menu-report = Signaler cette image
report-why = Raison (facultatif)
report-why-note = Les modérateurs la reçoivent avec l'image.
report-done = Merci. J'ai masqué l'image, et les modérateurs vont y jeter un œil.
report-known = Cette image a déjà été signalée, et les modérateurs vont y jeter un œil.
report-told = Merci. J'ai prévenu les modérateurs, qui décident si l'image peut rester.
report-restored = Les modérateurs ont regardé cette image, et elle peut rester. Si quelque chose y a changé, écris à l'un d'eux.
report-removed = Les modérateurs ont déjà retiré cette image.
report-not-hidden = Merci. J'ai prévenu les modérateurs, mais je n'ai pas pu masquer l'image.
report-hidden-here = 🚩 Cette image est masquée pendant que les modérateurs y jettent un œil.
report-removed-here = 🚩 Un modérateur a retiré cette image.
report-notice = 🚩 { $reporter } a signalé l'image de { $member } : { $link }
report-by-somebody = Un membre
report-reason = Raison donnée : « { $reason } »
report-notice-again = Elle a déjà été rétablie, je ne l'ai donc pas masquée à nouveau.
report-notice-blocked = Le membre qui l'a signalée est bloqué, je ne l'ai donc pas masquée.
button-restore = Rétablir
button-remove = Retirer
button-block = Bloquer le membre…
block-title = Bloquer le membre qui l'a demandée
block-reason = Raison (le membre la lira)
block-reason-default = Une de tes images a été signalée aux modérateurs.
report-restored-done = Rétablie.
report-removed-done = Retirée. Personne sur ce serveur ne peut plus l'utiliser comme image de départ.
report-restored-by = ✅ Rétablie par { $moderator }.
report-removed-by = 🗑️ Retirée par { $moderator }.
report-blocked-by = 🚫 { $member } a été bloqué par { $moderator }.
log-report-restored = 🚩 { $moderator } a rétabli une image signalée : { $picture }
log-report-removed = 🚩 { $moderator } a retiré une image signalée : { $picture }
refused-report-what = Seules les images que j'ai publiées pour tout le monde peuvent être signalées aux modérateurs. Pour le reste, utilise le signalement de Discord.
refused-report-compared = Signale l'image modifiée elle-même. Ce message disparaît alors aussi.
refused-report-channel = Je ne peux pas joindre les modérateurs de ce serveur, je n'ai donc pas masqué l'image. Écris à l'un d'eux.
refused-report-often = Les modérateurs n'ont pas encore regardé { $waiting } images que tu as signalées. Attends-les, ou écris à l'un d'eux.
refused-report-fetch = Je n'ai pas pu récupérer l'image auprès de Discord pour la montrer aux modérateurs. Réessaie.
refused-report-unknown = Je ne connais plus ce signalement. Signale à nouveau l'image.
refused-report-busy = Quelqu'un signale cette image ou décide à son sujet en ce moment. Réessaie dans un instant.
refused-report-removed = Cette image a déjà été retirée, elle ne peut donc pas être rétablie.
refused-report-restore = Je n'ai pas pu remettre l'image. Vérifie que je peux voir ce salon et y joindre des fichiers, et que son fil est ouvert ; puis réessaie.
refused-report-remove = Elle ne peut plus servir d'image de départ, mais je n'ai pas pu la retirer de son message. Supprime ce message, ou réessaie.
refused-reported = Cette image a été signalée aux modérateurs, elle ne peut donc pas être utilisée en ce moment.
refused-hidden = Cette image a été signalée aux modérateurs, eux seuls peuvent donc lire comment elle a été créée.
refused-moderator = Seuls les membres qui peuvent gérer les messages ici peuvent décider des signalements.
refused-input-removed = `{ $option }` a été retiré par les modérateurs de ce serveur et ne peut donc pas être utilisé ici. Utilise une autre image.

## What Discord shows beside each command

command-easel = Décider comment je travaille sur ce serveur
command-easel-avatar = Choisir mon image sur ce serveur parmi celles qui ont été créées ici
command-easel-block = Empêcher un membre de créer des images sur ce serveur, pour un temps ou jusqu'à levée
command-easel-blocks = Voir qui ne peut pas créer d'images sur ce serveur
command-easel-budget = Fixer ce qu'un mois peut coûter et ce qui se passe ensuite ; voir ce qui est dépensé
command-easel-settings = Voir et changer les réglages les plus courants, dans un seul panneau
command-easel-showcase = Montre dans un salon à part les images auxquelles les membres donnent des étoiles
command-easel-contest = Organise un concours : un thème, des images des membres, des votes par étoiles
command-easel-contest-start = Lance un concours dans ce salon
command-easel-contest-end = Termine le concours, compte les étoiles et publie le résultat
command-easel-contest-show = Montre le dernier concours et ses participations
command-easel-pause = Ne prendre aucune demande sur ce serveur jusqu'à la reprise
command-easel-resume = Reprendre les demandes sur ce serveur
command-easel-limits = Choisir combien les membres peuvent créer
command-easel-limits-set = Fixer une limite pour chaque membre, un membre, un rôle, ou tous ensemble
command-easel-limits-list = Voir toutes les limites de ce serveur
command-easel-limits-clear = Retirer une limite de chaque membre, d'un membre, d'un rôle, ou de tous ensemble
command-easel-edits = Choisir comment les images sont modifiées sur ce serveur, et voir ce qui s'applique
command-easel-explain = Voir ce qu'un membre peut faire dans un salon, ce qui l'en empêche, et pourquoi
command-easel-log = Choisir les salons du journal et des signalements, et voir ce qui s'applique
command-easel-history = Voir qui a changé quoi dans les réglages de ce serveur, et quand
command-easel-rules = Fixer les règles d'un salon, d'une catégorie, d'un rôle ou de tout le serveur
command-easel-rules-clear = Retirer les règles d'un endroit ou d'un rôle, et voir ce qui s'applique ensuite
command-easel-rules-list = Voir toutes les règles fixées sur ce serveur
command-easel-rules-set = Fixer des règles pour un salon, une catégorie, un rôle ou le serveur, et voir ce qui s'applique
command-easel-styles = Proposer des styles : des mots que les membres peuvent ajouter à leurs prompts
command-easel-styles-add = Ajouter un style, ou en changer un
command-easel-styles-list = Voir les styles de ce serveur
command-easel-styles-remove = Retirer un style
command-easel-themes = Publie chaque jour un thème de ta propre liste
command-easel-themes-add = Ajoute un thème à la liste
command-easel-themes-list = Montre les thèmes, et où et quand l'un d'eux est publié
command-easel-themes-remove = Retire un thème de la liste
command-easel-themes-daily = Choisis où et quand un thème est publié chaque jour
command-easel-unblock = Laisser un membre bloqué créer à nouveau des images sur ce serveur
command-easel-usage = Voir ce qui a été créé sur ce serveur, par qui et avec quel modèle
command-easel-words = Choisir les mots que les prompts ne peuvent pas contenir sur ce serveur
command-easel-words-add = Refuser les prompts qui contiennent un mot, une expression ou un emoji
command-easel-words-list = Voir quels mots les prompts ne peuvent pas contenir
command-easel-words-remove = Retirer un mot de la liste, pour que les prompts puissent à nouveau le contenir
command-easel-words-test = Voir si un prompt avec ces mots serait refusé, et à cause desquels
command-edit = Modifier une image avec des mots : la tienne, ou la dernière d'ici
command-flux = Créer une image avec FLUX.2 pro, avec des mots et jusqu'à quatre images de référence
command-gemini = Créer une image avec Gemini, jusqu'à 4K
command-gpt-image = Créer ou modifier des images avec GPT Image
command-gpt-image-edit = Modifier une image avec GPT Image, en entier ou seulement là où le dit un masque
command-gpt-image-generate = Créer une à quatre images avec GPT Image
command-jobs = Voir tes images et où elles en sont, en chercher une, en annuler une qui attend
command-show = Retrouver une de tes images terminées, avec ses boutons
command-imagine = Créer une image : dis simplement ce que tu veux voir
command-compare = Créer la même image avec plusieurs modèles, côte à côte
command-status = Voir combien de temps prend chaque modèle en général, et s'il marche bien
command-models = Voir quels modèles sont disponibles
command-mydata = Décider de tes propres images, et voir ou supprimer ce que je garde sur toi
command-mydata-consent = Laisser les autres modifier tes images et les utiliser comme références, ou l'interdire
command-mydata-defaults = Voir ton modèle et tes options pour `/imaginer`
command-mydata-mentions = Choisir si je te mentionne quand une image a pris plus d'une minute
command-mydata-showcases = Choisis si tes images étoilées sont montrées dans les vitrines
command-mydata-delete = Supprimer ce que je garde sur toi, sur tous les serveurs ; je te demande d'abord
command-mydata-export = Recevoir tout ce que je garde sur toi, sur tous les serveurs, dans un fichier
command-quota = Voir combien d'images il te reste, et quand tu en récupères
command-qwen = Créer ou modifier des images avec Qwen
command-qwen-edit = Modifier une image avec Qwen
command-qwen-generate = Créer une image avec Qwen
command-sd = Créer une image avec un checkpoint de Stable Diffusion

## Only translations: names of commands, and what Discord shows of options and choices

name-edit = modifier
name-jobs = demandes
name-show = montrer
name-models = modèles
name-mydata = mesdonnées
name-mydata-consent = autorisation
name-mydata-defaults = réglage
name-mydata-mentions = mentions
name-mydata-showcases = vitrines
name-mydata-delete = supprimer
name-mydata-export = exporter
name-quota = quota
name-imagine = imaginer
name-compare = comparer
name-status = état
option-and-default = { $words } (par défaut { $default })
option-prompt = Ce que l'image doit montrer
option-width = Largeur en pixels, un multiple de 32
option-height = Hauteur en pixels, un multiple de 32
option-seed = La même seed et le même prompt donnent la même image
option-safety_tolerance = Ce qui est laissé passer : 0 est le plus strict, 6 le moins
option-output_format = Format de fichier
option-input_image = Une image de référence, ou l'image à modifier
option-input_image_2 = Une deuxième image de référence
option-input_image_3 = Une troisième image de référence
option-input_image_4 = Une quatrième image de référence
option-shape = Largeur par hauteur ; les options exactes passent en premier
option-style = Un style de ce serveur, dont les mots s'ajoutent aux tiens
option-edit-shape = Largeur par hauteur ; sinon, celle de l'image
option-private = Ne montrer l'image qu'à toi
option-spoiler = Masquer l'image jusqu'au clic ; non : la montrer, même si ton fichier était masqué
option-count = Combien d'images ; chacune compte dans ta limite
option-compare-prompt = Ce que les images doivent montrer
option-compare-first = Un modèle ; sinon : tous ceux disponibles ici, quatre au plus
option-compare-second = Un autre modèle
option-compare-third = Un autre modèle
option-compare-fourth = Un autre modèle
option-compare-shape = Largeur par hauteur
option-compare-poll = Demander à tous laquelle est la meilleure ; sinon : oui
option-compare-private = Ne montrer les images qu'à toi
option-compare-spoiler = Masquer les images jusqu'au clic
option-aspect_ratio = Rapport largeur/hauteur
option-image_size = Taille : environ 1, 2 ou 4 milliers de pixels par côté
option-size = Largeur x hauteur en pixels
option-quality = Combien de travail y est mis
option-n = Combien d'images ; chacune compte dans ta limite
option-image = L'image à modifier
option-gemini-image = Une image à modifier, ou de référence
option-image_2 = Une deuxième image de référence
option-image_3 = Une troisième image de référence
option-image_4 = Une quatrième image de référence
option-mask = Un masque de la même forme : le blanc ou le transparent est modifié
option-gpt-image-edit-prompt = Que changer
option-qwen-edit-prompt = Que changer
option-sd-width = Largeur en pixels, un multiple de 8
option-sd-height = Hauteur en pixels, un multiple de 8
option-sd-seed = La même seed et le même prompt donnent la même image ; -1 est au hasard
option-model = Checkpoint
option-negative_prompt = Ce que l'image ne doit pas montrer
option-steps = Étapes de calcul : plus il y en a, plus c'est long
option-cfg_scale = À quel point le prompt est suivi
option-edit-prompt = Que changer
option-edit-image = L'image à modifier ; sinon, la dernière d'ici
option-area = La partie qui peut changer ; le reste demeure tel quel. Toujours avec GPT Image
option-with = Quel modèle la modifie
option-allow = Si les autres le peuvent ; laisse vide pour voir ton réglage
option-mydata-mentions-allow = Si j'en ai le droit ; laisse vide pour voir ton réglage
option-mydata-showcases-allow = Si elles peuvent l'être ; laisse vide pour voir ton réglage
option-provider = Ce qui modifie une image ; « par défaut » est le choix du bot
option-reply_edits = Si une réponse à une image la modifie
option-owner_only = Si seul le membre qui a demandé une image peut la modifier
choice-in-1-hour = dans 1 heure
choice-in-6-hours = dans 6 heures
choice-in-24-hours = dans 24 heures
choice-in-3-days = dans 3 jours
choice-in-7-days = dans 7 jours
choice-in-30-days = dans 30 jours
choice-in-90-days = dans 90 jours
choice-day = jour
choice-week = semaine
choice-month = mois
choice-year = an
choice-channel = salon
choice-reports = signalements
choice-both = les deux
option-easel-block-member = De qui les demandes sont refusées à partir de maintenant
option-easel-block-reason = Pourquoi ; le membre le lit dans le refus
option-easel-block-ends = Quand le blocage prend fin
option-easel-unblock-member = Qui peut à nouveau créer des images
option-easel-avatar-picture = Une image créée ici : son lien, ou une des tiennes par son prompt
option-easel-avatar-number = Quelle image d'une série
option-easel-avatar-reset = Reprendre l'image que j'ai partout
option-easel-words-add-word = Un mot, une expression ou un emoji ; jamais cherché à l'intérieur d'autres mots
option-easel-words-remove-word = Le mot à retirer de la liste
option-easel-words-test-text = Ce qu'un membre pourrait demander
option-easel-usage-period = Jusqu'où remonter : un jour, une semaine, un mois ou un an
option-easel-log-channel = Salon du journal : images, refus, problèmes et changements de réglages
option-easel-log-reports = Salon pour les images que les membres signalent
option-easel-log-off = Que désactiver
option-easel-showcase-channel = Où sont montrées les images auxquelles des membres ont donné une étoile
option-easel-showcase-stars = Combien de membres doivent réagir avec ⭐ ; au début 5
option-easel-showcase-off = Ne plus montrer d'images ; celles qui le sont déjà restent
option-easel-contest-start-theme = Le sujet des images
option-easel-contest-start-ends = Quand il se termine et que les votes sont comptés
option-easel-contest-start-entries = Combien d'images chaque membre peut présenter ; sinon : une
option-easel-contest-start-bonus = Combien d'images de plus reçoit qui gagne, en plus de ses limites
option-easel-contest-start-bonus_days = Pendant combien de jours ; sinon : 7
option-easel-themes-add-theme = Le sujet des images d'un jour
option-easel-themes-remove-theme = Quel thème
option-easel-themes-daily-channel = Où le thème du jour est publié
option-easel-themes-daily-hour = À quelle heure du jour, en UTC ; au début 9
option-easel-themes-daily-off = Ne plus publier de thèmes
choice-hour = heure
choice-everyone = tout le monde
choice-nobody = personne
choice-role = rôle
choice-stop = arrêter
choice-left-half = moitié gauche
choice-right-half = moitié droite
choice-top-half = moitié supérieure
choice-bottom-half = moitié inférieure
choice-left-third = tiers gauche
choice-middle-third = tiers central
choice-right-third = tiers droit
choice-top-third = tiers supérieur
choice-bottom-third = tiers inférieur
choice-top-left = en haut à gauche
choice-top-right = en haut à droite
choice-bottom-left = en bas à gauche
choice-bottom-right = en bas à droite
choice-centre = centre
choice-background = tout sauf le centre
option-easel-rules-set-where = Le salon ou la catégorie ; sinon, tout le serveur
option-easel-rules-set-role = Pour les membres qui ont ce rôle ; de plusieurs rôles, le plus généreux compte
option-easel-rules-set-works = Si j'y travaille ou non
option-easel-rules-set-allowed = Si ce modèle peut y être utilisé
option-easel-rules-set-age_restricted = S'il est réservé aux salons avec limite d'âge
option-easel-rules-set-largest_size = Le maximum de pixels par côté
option-easel-rules-set-count = Le maximum d'images à la fois
option-easel-rules-set-replies = Qui peut modifier une image en y répondant
option-easel-rules-set-reply_role = Quel rôle, avec `replies: rôle`
option-easel-rules-clear-where = Le salon ou la catégorie ; sinon, ce qui est fixé pour tout le serveur
option-easel-rules-clear-role = Ce qui est fixé pour ce rôle
option-easel-rules-clear-rule = Quelle règle ; sinon, tout ce qui y est fixé
option-easel-styles-add-name = Sous quel nom les membres le choisissent
option-easel-styles-add-words = Des mots pour le prompt ; [prompt] tient lieu du prompt lui-même
option-easel-styles-add-example = Un prompt qui montre à quoi il sert
option-easel-styles-add-provider = Le modèle avec lequel /imaginer le crée, si le membre peut l'utiliser
option-easel-styles-remove-name = Quel style
option-easel-budget-dollars = Combien un mois civil peut coûter, selon les prix estimés ; 0 : pas de budget
option-easel-budget-then = Quand il est dépensé : arrêter, ou le modèle qui crée alors tout
option-easel-limits-set-pictures = Combien d'images
option-easel-limits-set-dollars = Combien de dollars, selon les prix estimés
option-easel-limits-set-unlimited = Aucune limite
option-easel-limits-set-per = En combien de temps ; sinon, un jour
option-easel-limits-set-member = Pour ce membre ; sinon, et sans role ni together, pour chaque membre
option-easel-limits-set-role = Pour chaque membre avec ce rôle ; de plusieurs rôles, le plus généreux s'applique
option-easel-limits-set-together = Pour tous les membres du serveur ensemble
option-easel-limits-set-more = En plus de ce qui s'applique déjà au membre
option-easel-limits-set-ends = Jusqu'à quand ; sinon, jusqu'à un changement
option-easel-limits-clear-member = Ce qui est fixé pour ce membre ; sinon, et sans role ni together, pour chaque membre
option-easel-limits-clear-role = Ce qui est fixé pour ce rôle
option-easel-limits-clear-together = Ce qui est fixé pour tous les membres du serveur ensemble
option-easel-limits-clear-per = Seulement ce qui est fixé pour cette durée
option-easel-rules-set-provider = De quel modèle parlent `allowed` et `age_restricted`
option-easel-rules-set-quality = La qualité la plus haute
option-easel-rules-set-safety_tolerance = La valeur la plus haute qu'on peut demander
option-easel-explain-member = De qui il s'agit
option-easel-explain-channel = Dans quel salon ; sinon, celui-ci
option-easel-explain-prompt = Un prompt où chercher les mots de la liste
option-jobs-words = Des mots du prompt, dans n'importe quel ordre
option-jobs-model = Quel modèle les a créées
option-jobs-channel = Où elles ont été demandées ou publiées
option-show-id = Quelle image : choisis-la par son prompt
option-show-public = La publier pour tous dans ce salon ; non : ne la montrer qu'à toi
