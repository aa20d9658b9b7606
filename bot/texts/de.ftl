# Was Mitglieder lesen, auf Deutsch. Die Reihenfolge ist die von en.ftl; am Ende steht, was nur Übersetzungen brauchen.

## The private status of a job

status-waiting = 🕓 Nummer { $position } in der Warteschlange. { $usage }
status-running = 🎨 Wird gemacht, begonnen <t:{ $since }:R>. { $usage }
status-troubled-relay = ⏳ Der Bilddienst antwortet gerade nicht. Ich frage bis <t:{ $until }:t> weiter nach; das kostet dich nichts extra.
status-troubled-discord = ✅ Dein Bild ist fertig, aber Discord nimmt es gerade nicht an. Ich versuche es bis <t:{ $until }:t> weiter.
status-done = ✅ Fertig: { $link }
status-done-private = ✅ Bitte sehr. Nur du kannst das sehen: Speichere es, wenn du es behalten möchtest.
status-done-elsewhere = ✅ Fertig, aber ich konnte in <#{ $channel }> nichts posten; deshalb ist es hier, nur für dich.
status-failed = ⚠️ { $why } Das zählt nicht.
status-cancelled = Abgebrochen. Das zählt nicht.
usage = { $whose ->
    [server] Das zählt als { used-of } aller Mitglieder dieses Servers in { span }.
   *[member] Das zählt als { used-of } in { span }.
}

## Amounts and windows, inside other texts

amount = { $metric ->
    [dollars] ${ $limit }
   *[pictures] { $limit ->
        [one] { $limit } Bild
       *[other] { $limit } Bilder
    }
}
used-of = { $metric ->
    [dollars] ${ $used } von ${ $limit }
   *[pictures] { $used } von { $limit ->
        [one] { $limit } Bild
       *[other] { $limit } Bildern
    }
}
span = { $per ->
    [hour] einer Stunde
    [week] 7 Tagen
    [month] 30 Tagen
   *[day] 24 Stunden
}

## The message with the pictures

post-line = { $prompt } — { $member }
post-facts-model = { $title }
post-facts-seed = Seed { $seed }
post-facts-seconds = { $seconds } s
post-facts-minutes = { $minutes } min { $seconds } s
note-converted = in { $format } umgewandelt
note-repacked = verlustfrei als { $format } gespeichert, damit es unter die Upload-Grenze passt
note-recompressed = als { $format } gespeichert, damit es unter die Upload-Grenze passt
note-shrunk = auf { $size } verkleinert und als { $format } gespeichert, damit es unter die Upload-Grenze passt
note-still = nur das erste Einzelbild
note-incomplete = das Ende ist nicht angekommen
note-missing = { $missing ->
    [one] ein Bild kam nicht an und zählt nicht
   *[other] { $missing } Bilder kamen nicht an und zählen nicht
}
post-direct = Du hast in <#{ $channel }> darum gebeten; dort kann ich nicht mehr posten.
post-direct-private = Du hast in <#{ $channel }> privat darum gebeten; es hat zu lange gedauert, um es dort zu zeigen.
thread-hidden = Bearbeitungen dieses Bildes
post-no-thread = -# Ich konnte hier keinen Thread benutzen.

## Before a dear request

confirm-price = Das kostet geschätzt ${ $price }.
confirm-leaves = Danach { $whose ->
    [server] haben alle Mitglieder dieses Servers zusammen noch
   *[member] hast du noch
} { $metric ->
    [dollars] ${ $left }
   *[pictures] { $left }
} von { $metric ->
    [dollars] ${ $limit }
   *[pictures] { $limit ->
        [one] { $limit } Bild
       *[other] { $limit } Bildern
    }
} in { span }.
confirm-declined = Nicht gemacht. Es wurde nichts gezählt.
button-confirm = Machen
button-decline = Nein, danke
refused-confirm-late = Die Frage ist zu lange her. Bitte fang noch einmal von vorn an.
refused-confirm-other = Das kann nur entscheiden, wer darum gebeten hat.

## Buttons

button-delete = Löschen
button-cancel = Abbrechen
deleted = Gelöscht.
refused-delete = Nur wer darum gebeten hat oder hier Nachrichten verwalten darf, kann das löschen.
refused-cancel = Es wird schon gemacht und kann deshalb nicht mehr abgebrochen werden.
gone = Diese Nachricht gibt es schon nicht mehr.

## Why a job failed: "It did not count." follows

failed-unreachable = Der Bilddienst hat nicht geantwortet. Bitte versuche es in ein paar Minuten noch einmal.
failed-provider = Der Bilddienst ist daran gescheitert. Bitte versuche es noch einmal.
failed-invalid = Der Bilddienst nimmt diese Einstellungen nicht an. Bitte ändere sie und versuche es noch einmal.
failed-invalid-field = Der Bilddienst nimmt `{ $field }` nicht an: „{ $words }“ Bitte ändere es und versuche es noch einmal.
failed-invalid-words = Der Bilddienst nimmt das nicht an: „{ $words }“ Bitte ändere es und versuche es noch einmal.
failed-input = Der Bilddienst nimmt dieses Bild nicht. Bitte versuche es mit einem anderen, kleiner oder als PNG.
failed-declined = Der Bilddienst hat das wegen des Inhalts abgelehnt. Bitte formuliere es anders.
failed-declined-words = Der Bilddienst hat das wegen des Inhalts abgelehnt: „{ $words }“ Bitte formuliere es anders.
failed-text = Das Modell hat mit Worten statt mit einem Bild geantwortet. Bitte frag nach einem Bild.
failed-text-words = Das Modell hat mit Worten statt mit einem Bild geantwortet: „{ $words }“ Bitte formuliere es anders.
failed-not-offered = Dieses Modell wird gerade nicht angeboten. Bitte versuche ein anderes.
failed-operator = Der Bot kann den Bilddienst gerade nicht benutzen. Sein Betreiber weiß Bescheid; bitte versuche es später.
failed-busy = Der Bilddienst ist stark ausgelastet. Bitte versuche es in ein paar Minuten noch einmal.
failed-timeout = Der Bilddienst hat zu lange gebraucht. Bitte versuche es noch einmal.
failed-expired = Der Bilddienst hat das Ergebnis nicht mehr. Bitte versuche es noch einmal.
failed-link = Das fertige Bild ließ sich nicht abholen. Bitte versuche es noch einmal.
failed-storage = Mein eigener Speicher funktioniert gerade nicht. Der Betreiber weiß Bescheid; bitte versuche es später.
failed-poison = Das fertige Bild lässt sich nicht sicher lesen, deshalb kann ich es nicht posten.
failed-moved = Der Bilddienst, der das erstellt hat, ist umgezogen, und ich kann ihn nicht mehr fragen.
failed-internal = Bei mir ist etwas schiefgegangen, und der Betreiber weiß Bescheid. Bitte versuche es noch einmal.
failed-delivery = Discord hat mich das Bild nicht posten lassen. Bitte versuche es später noch einmal.
failed-unseen = Vielleicht habe ich das Bild schon gepostet, aber ich darf nicht mehr nachsehen. Bitte sieh im Kanal nach.
failed-unfound = Vielleicht habe ich das Bild schon gepostet, aber seitdem wurde so viel geschrieben, dass ich es nicht wiederfinde. Bitte sieh im Kanal nach.
failed-too-large = Das Bild lässt sich nicht klein genug für die Upload-Grenze dieses Servers machen. Bitte nimm ein kleineres.
failed-no-place = Ich kann in diesem Kanal nicht mehr posten und dir auch nicht schreiben.

## Why a command was not taken: nothing was counted

refused = ⚠️ { $why } Es wurde nichts gezählt.
refused-limit = { $whose ->
    [server] Die Mitglieder dieses Servers haben zusammen { used-of } in { span } verbraucht.
    [everywhere] Du hast { used-of } in { span } verbraucht, auf allen Servern zusammen.
   *[member] Du hast { used-of } in { span } verbraucht.
} <t:{ $free_at }:R> ist wieder Platz.
refused-over-limit = { $metric ->
    [dollars] Das würde ${ $wanted } kosten, aber die Grenze ist { amount } in { span }. Bitte nimm etwas Günstigeres.
   *[pictures] Du möchtest { $wanted ->
        [one] ein Bild
       *[other] { $wanted } Bilder
    }, aber die Grenze ist { amount } in { span }. { $limit ->
        [0] Bitte frag die Moderation nach mehr.
       *[other] Bitte nimm weniger.
    }
}
refused-budget = Das Monatsbudget dieses Servers lässt das nicht mehr zu. Es beginnt <t:{ $renewed }:R> von vorn.
refused-operator-budget = Ich habe ausgegeben, was ich zurzeit ausgeben darf, auf allen Servern zusammen. Bitte versuche es später noch einmal.
refused-lost = Mehrere deiner Bilder ließen sich heute nicht zustellen. Bitte sorge dafür, dass ich hier posten darf, und versuche es morgen noch einmal.
refused-server = Auf diesem Server arbeite ich nicht. Bitte frag den Betreiber dieses Bots.
refused-line-mine = Von dir sind schon { $waiting } Bilder unterwegs. Bitte warte auf eines davon.
refused-line-all = Gerade warten zu viele Bilder. Bitte versuche es in ein paar Minuten noch einmal.
refused-stopping = Ich starte gerade neu. Bitte versuche es in einer Minute noch einmal.
refused-server-only = Ich mache nur auf Servern Bilder. Bitte benutze diesen Befehl in einem Kanal.
refused-not-here = Was du gewählt hast, ist nicht auf diesem Server, oder ich kann es nicht sehen. Bitte wähle etwas anderes.
refused-permissions = Ich kann hier keine Bilder posten. Bitte jemanden aus der Moderation, mir das zu erlauben: { $permissions }.
refused-member-permissions = Du darfst hier keine Bilder machen, denn dieser Server gibt dir das nicht: { $permissions }. Bitte nimm einen anderen Kanal, oder frag die Moderation.
refused-timed-out = Du hast in diesem Server gerade eine Auszeit. Bitte warte, bis sie vorbei ist.
refused-failed-often = { $failed } deiner Anfragen sind innerhalb einer Stunde gescheitert. Bitte warte eine Weile bis zur nächsten.
refused-declined-often = { $declined } deiner Anfragen wurden nacheinander abgelehnt. Bitte warte bis <t:{ $until }:t>, und frag dann nach etwas anderem.
refused-questions = { $questions } Fragen nach einem Preis warten schon auf deine Antwort. Bitte beantworte erst eine davon.
refused-question-gone = Ich konnte `{ $option }` nicht mehr von Discord holen. Bitte hänge es noch einmal an; deine Worte waren: { $prompt }
refused-stored-mine = Deine Bilder, die unterwegs sind, brauchen allen Platz, den ich für dich habe. Bitte warte, bis eines davon fertig ist.
refused-stored-all = Ich habe gerade keinen Platz für weitere Bilder. Bitte versuche es später noch einmal, oder ohne Bild.
problem-multiple = `{ $option }` muss ein Vielfaches von { $step } sein, zum Beispiel { $near }.
problem-at-least = `{ $option }` muss mindestens { $bound } sein.
problem-at-most = `{ $option }` darf höchstens { $bound } sein.
problem-other = `{ $option }`: { $problem }.
problem-size-form = `{ $option }` schreibt man als Breite x Höhe, zum Beispiel 1024x768.
problem-size-sides = Jede Seite von `{ $option }` muss { $low } bis { $high } Pixel haben, wie in 1024x768.
refused-input-size = `{ $option }` ist zu groß: höchstens { $megabytes } MB. Bitte hänge ein kleineres Bild an.
refused-input-gone = Ich konnte `{ $option }` nicht von Discord holen. Bitte hänge es noch einmal an.
refused-input-host = `{ $option }` ist nicht bei Discord hochgeladen. Bitte hänge das Bild selbst an.
refused-input-unknown = `{ $option }` ist kein Bild, das ich lesen kann. Bitte hänge ein PNG, JPEG, WebP oder GIF an.
refused-input-unsupported = `{ $option }` hat ein Format, das ich nicht lesen kann. Bitte hänge es als JPEG oder PNG an.
refused-input-heic = `{ $option }` ist ein HEIC-Foto, das ich nicht lesen kann. Bitte hänge es als JPEG oder PNG an.
refused-input-broken = `{ $option }` ist beschädigt oder abgeschnitten. Bitte hänge es noch einmal an.
refused-input-too-complex = `{ $option }` ist so aufgebaut, dass es zu lange dauert, es zu lesen. Bitte speichere es neu als PNG oder JPEG und hänge das an.
refused-input-too-many-pixels = `{ $option }` hat zu viele Pixel. Bitte hänge ein kleineres Bild an.
refused-input-too-many-bytes = `{ $option }` ist zu groß. Bitte hänge ein kleineres Bild an.
refused-button = Dieser Knopf stammt von einer anderen Version von mir. Bitte benutze den Befehl.
refused-input-mask-shape = `{ $option }` ist { $width }×{ $height } und hat damit eine andere Form als das Bild mit { $wanted_width }×{ $wanted_height }. Bitte bring es auf dieselbe Form.
refused-input-mask-empty = `{ $option }` markiert nichts, was zu ändern wäre. Bitte male die Stelle weiß oder lass die Maske weg.
refused-empty-prompt = In deinem Prompt ist nichts zu sehen. Bitte sag, was das Bild zeigen soll.
refused-not-offered = { $title } wird gerade nicht angeboten. Bitte versuche ein anderes Modell; `/modelle` listet sie auf.

## /jobs

jobs-none = Du hast auf diesem Server noch um kein Bild gebeten. Versuche `/flux`.
jobs-title = **Deine neuesten Bilder auf diesem Server**
jobs-line = { $icon } <t:{ $at }:R> { $title }: { $prompt } — { $state }
jobs-state-waiting = in der Warteschlange
jobs-state-running = wird gemacht
jobs-state-done = { $link }
jobs-state-private = nur dir gezeigt
jobs-state-failed = zählte nicht: { $why }
jobs-state-cancelled = abgebrochen, zählte nicht
jobs-cancel = „{ $prompt }“ abbrechen

## What was done to a member's image, said when it was accepted

input-rotated = Ich habe dein Bild aufrecht gedreht.
input-scaled = Ich habe dein Bild verkleinert.
input-still = Ich habe das erste Einzelbild deiner Animation genommen.
input-colours = Ich habe die Farben deines Bildes in die üblichen umgewandelt.

## /models

models-title = **Modelle**
models-offered = ✅ `/{ $command }` { $title }{ $price }
models-missing = 🚫 `/{ $command }` { $title }, gerade nicht angeboten{ $price }
models-price = : ${ $price } pro Bild
models-price-range = : ${ $low } bis ${ $high } pro Bild
models-price-unknown = : Preis unbekannt
models-prices = -# Preise sieht nur, wer den Server verwalten darf.

## /mydata consent, /easel edits

consent-yes = Andere dürfen deine Bilder auf jedem Server bearbeiten und als Vorlage benutzen; `allow: False` verbietet es.
consent-no = Niemand außer dir darf deine Bilder bearbeiten oder als Vorlage benutzen, auf keinem Server; `allow: True` erlaubt es.
rules-edits = **Bearbeitungen auf diesem Server**
rules-line = `{ $option }`: { $value }
rules-default = (Vorgabe des Bots)
rules-yes = ja
rules-no = nein
refused-manager = Diesen Befehl kann nur benutzen, wer diesen Server verwalten darf.

## /mydata export, /mydata delete

export = Alles, was ich auf allen Servern über dich aufbewahre. Nur du kannst das sehen: Speichere es, wenn du es behalten möchtest.
export-part = Alles, was ich über dich aufbewahre, Teil { $part } von { $parts }.
forget-ask = Das löscht, was ich auf allen Servern über dich aufbewahre: deine Prompts und Einstellungen, die Bilder, die du mir gegeben hast, und wo deine Bilder stehen. Die Bilder selbst bleiben in Discord; ihre Knöpfe wissen dann nichts mehr von ihnen. Was auf deine Grenzen angerechnet wird, bleibt noch bis zu 30 Tage. Es lässt sich nicht rückgängig machen. Der Knopf funktioniert { $minutes } Minuten lang.
button-forget = Meine Daten löschen
forgotten = Gelöscht. Was auf deine Grenzen angerechnet wird, bleibt noch bis zu 30 Tage und gehört dann niemandem mehr.
forgotten-unfinished = { $unfinished ->
    [one] { $unfinished } Bild von dir ist noch unterwegs; ich habe es in Ruhe gelassen. Benutze `/meinedaten löschen` noch einmal, wenn es fertig ist.
   *[other] { $unfinished } Bilder von dir sind noch unterwegs; ich habe sie in Ruhe gelassen. Benutze `/meinedaten löschen` noch einmal, wenn sie fertig sind.
}
forgotten-refusal = Dass andere deine Bilder nicht bearbeiten dürfen, gilt weiter, denn sie stehen ja noch in Discord; `/meinedaten zustimmung` ändert es.
refused-forget-late = Das ist zu lange her. Bitte benutze `/meinedaten löschen` noch einmal.
refused-forget-other = Hier geht es um die Daten eines anderen Mitglieds. Bitte benutze `/meinedaten löschen` für deine.

## Details

details-prompt = **{ $prompt }**
details-facts = -# { $member } · <t:{ $at }:f> · { $facts }
details-took = dauerte { $minutes ->
    [0] { $seconds } s
   *[other] { $minutes } min { $seconds } s
}
details-estimate = geschätzt ${ $price }
details-option = `{ $name }` { $value }
details-steps = Entstanden aus:
details-steps-more = … und { $more } davor
details-step = ↳ { $link } { $prompt }
details-step-private = ↳ einem Bild, das nur die Person gesehen hat, die es gemacht hat
details-step-own = ↳ { $link } einem eigenen Bild eines Mitglieds
details-step-gone = ↳ { $link } einem älteren Bild
details-command = Um es noch einmal zu bekommen, kopiere das:
details-command-long = -# Der Befehl, um es noch einmal zu bekommen, ist lang und steht deshalb in der angehängten Datei.
details-attach = [anhängen: { $options }] Ein Bild lässt sich damit nicht kopieren: Bitte hänge es selbst an.

## Edits

button-again = Noch einmal
button-edit = Bearbeiten…
button-try = Versuchen mit…
button-details = Details
button-compare = Vorher / nachher
post-edited = bearbeitet aus { $link }
edit-title = Dieses Bild ändern
edit-words = Was geändert werden soll
edit-placeholder = mach den Himmel rot
edit-picture = Welches Bild
edit-picture-number = Bild { $number }
edit-provider = Welches Modell
edit-file = Eine Maske oder ein weiteres Bild als Vorlage
edit-file-use = Was die Datei ist
edit-file-reference = Ein weiteres Bild als Vorlage
edit-file-mask = Eine Maske: Weiß, oder ein Loch, wird geändert
edit-dropped = Dieses Modell nimmt weniger Dateien: { $dropped } von deinen habe ich weggelassen.
try-which = Welches Modell soll es mit demselben Prompt versuchen?
try-choose = Wähle ein Modell
try-dropped = Dieses Modell hat nichts wie { $options }; das habe ich weggelassen.
comparison = Vorher und nachher.
menu-edit = Dieses Bild bearbeiten
menu-reference = Als Vorlage benutzen
menu-describe = Sagen, wie es gemacht wurde
hint-ping = Ich kann diese Antwort nicht lesen. Bitte lass beim Antworten das @ vor meinem Namen eingeschaltet, oder benutze Apps, „Dieses Bild bearbeiten“.
refused-no-picture = In dieser Nachricht ist kein Bild. Bitte wähle eine mit einem Bild.
refused-unseen-picture = Discord zeigt mir diese Nachricht nicht. Bitte benutze bei ihr Apps, „Dieses Bild bearbeiten“.
refused-picture-number = In dieser Nachricht sind nur { $pictures } Bilder. Bitte wähle eines davon.
refused-nothing-here = Ich kenne hier noch kein Bild. Bitte hänge eines als `image` an oder antworte auf eines.
refused-consent = Wem dieses Bild gehört, erlaubt anderen nicht, es zu bearbeiten. Bitte wähle ein anderes.
refused-owner-only = Auf diesem Server darf ein Bild nur bearbeiten, wer darum gebeten hat. Bitte mach ein eigenes.
refused-try-none = Kein anderes Modell kann das gerade machen. Bitte versuche es später noch einmal.
refused-purged = Ich weiß nicht mehr, wie dieses Bild gemacht wurde. Bitte benutze den Befehl.
refused-inputs-gone = Ich habe die Bilder nicht mehr, aus denen das entstanden ist. Bitte benutze den Befehl und hänge sie noch einmal an.
refused-comparison = Ich kann eines der beiden Bilder nicht mehr holen.
refused-draft = Ich weiß nicht mehr, um welches Bild es ging. Bitte öffne das Fenster noch einmal.
refused-no-words = Bitte sag, was geändert werden soll.
refused-not-mine = Dieses Bild habe ich nicht gemacht, deshalb weiß ich nichts darüber.

## /quota

quota-none = Hier gibt es keine Grenze. Mach so viele Bilder, wie du magst.
quota-line = { $bar } { $whose ->
    [server] Alle Mitglieder zusammen haben { used-of } in { span } verbraucht;
   *[member] Du hast { used-of } in { span } verbraucht;
} { $metric ->
    [dollars] ${ $left } übrig.
   *[pictures] { $left } übrig.
}
quota-operator = -# { $whose ->
    [server] Der Betreiber dieses Bots hat diese Grenze gesetzt.
   *[everywhere] Der Betreiber dieses Bots hat diese Grenze gesetzt, für alle Server zusammen.
}
quota-free-at = <t:{ $at }:R> ist wieder Platz.
quota-next-at = Das älteste hört <t:{ $at }:R> auf zu zählen.
quota-jobs = **Was deine letzten Bilder gezählt haben**
quota-job = <t:{ $at }:R> { $title }: { $prompt } — { $pictures ->
    [0] nichts
    [one] { $pictures } Bild
   *[other] { $pictures } Bilder
}
quota-extra = -# Davon für dich obendrauf: { $metric ->
    [dollars] ${ $extra }
   *[pictures] { $extra }
}.
quota-extra-until = -# Davon für dich obendrauf: { $metric ->
    [dollars] ${ $extra }
   *[pictures] { $extra }
}, bis <t:{ $until }:f>.

## /easel limits

limits-title = **Grenzen auf diesem Server**
limits-none = Es gibt keine: Mitglieder dürfen so viele Bilder machen, wie sie mögen. `/easel limits set` setzt eine.
limits-server = Alle Mitglieder zusammen: { $what }
limits-everyone = Jedes Mitglied: { $what }
limits-target = { $target }: { $what }
limits-what = { amount } in { span }
limits-more = { amount } mehr in { span }
limits-unlimited = keine Grenze
limits-until = bis <t:{ $until }:f>
limits-operator = { $whose ->
    [server] (Grenze des Betreibers)
   *[everywhere] (Grenze des Betreibers, für alle Server zusammen)
}
limits-lower = ⚠️ Der Betreiber dieses Bots erlaubt höchstens { $what }: Diese niedrigere Grenze gilt weiterhin.
refused-limits-amount = Bitte gib eines von `pictures`, `dollars` und `unlimited` an.
refused-limits-targets = Bitte gib höchstens eines von `member`, `role` und `together` an.
refused-limits-more = `more` gilt für ein `member`, mit `pictures` oder `dollars`.
refused-limits-unlimited = `unlimited` hebt jede Grenze auf. Bitte lass `per` weg.
refused-limits-clear = Nichts dergleichen ist gesetzt. `/easel limits list` zeigt, was gesetzt ist.

## /easel settings

panel = **Wie ich auf diesem Server arbeite.** Was du hier wählst, gilt sofort.
    Für den Rest gibt es `/easel limits set` (wie viel Mitglieder machen dürfen), `/easel budget` (was ein Monat kosten darf), `/easel rules set` (einzelne Kanäle) und `/easel words add` (was abgelehnt werden soll).
panel-models = Welche Modelle benutzt werden dürfen
panel-models-none = Gar keine
panel-editor = Welches Modell ein Bild bearbeitet, wenn das Modell, das es gemacht hat, es nicht kann
panel-default = { $value } (Vorgabe des Bots)
panel-replies = Wer ein Bild bearbeitet, indem er darauf antwortet
panel-everyone = Alle
panel-nobody = Niemand: Antworten sind nur Gespräch
panel-role = Mitglieder mit einer bestimmten Rolle
panel-log = Wo ich sage, was ich tue: Bilder, Ablehnungen, Änderungen
panel-reports = Wohin Meldungen von Mitgliedern gehen, wenn nicht ins Protokoll
panel-no-channel = Kein Kanal
panel-silent = ⚠️ Ich kann in <#{ $channel }> nicht schreiben. Bitte erlaube mir dort: { $permissions }.

## /easel budget, /easel pause, /easel resume

budget-none = Es gibt kein Budget; dieser Monat hat nach geschätzten Preisen bisher ${ $spent } gekostet. `/easel budget` setzt eines.
budget-line = { $bar } ${ $spent } von ${ $budget } sind diesen Monat nach geschätzten Preisen ausgegeben; am <t:{ $renewed }:D> beginnt es von vorn. Wenn es ausgegeben ist, { $then ->
    [stop] mache ich nichts mehr, was Geld kostet.
   *[other] macht `{ $then }` die ganze Arbeit.
}
log-budget = { $percent ->
    [100] 🛑 Das Monatsbudget geht zu Ende: ${ $spent } von ${ $budget } sind ausgegeben. Bis es von vorn beginnt oder `/easel budget` es ändert, { $then ->
        [stop] lehne ich ab, was mehr kostet, als übrig ist.
       *[other] macht `{ $then }`, was mehr kostet, als übrig ist.
    }
   *[other] 💰 { $percent } % des Monatsbudgets sind ausgegeben: ${ $spent } von ${ $budget }.
}
budget-fell-back = Das Monatsbudget dieses Servers ist ausgegeben, deshalb macht { $title } das hier.
budget-dropped = Es hat nichts wie { $options }; das habe ich weggelassen.
paused = Angehalten: Bis `/easel resume` nehme ich auf diesem Server keine Wünsche an. Bilder, die unterwegs sind, werden noch gepostet.
resumed = Ich nehme auf diesem Server wieder Wünsche an.

## The log of a server, and /easel log

log-posted = 🖼️ { $facts }
log-pictures = { $pictures } Bilder
log-alone = nur dem Mitglied gezeigt
log-refused = 🚫 { $member }: { $why }
log-declined = 🛑 { $member }: { $declined } Anfragen wurden nacheinander von der Moderation abgelehnt. Pause bis <t:{ $until }:t>.
log-trouble = ⚠️ { $what }
log-changed = 🔧 { $member } hat `/easel { $action }` benutzt
log-changed-facts = 🔧 { $member } hat `/easel { $action }` benutzt: { $facts }
log-fact = { $name }: { $value }
log-default = Vorgabe
log-title = **Protokoll und Meldungen auf diesem Server**
log-off = aus
refused-log = Ich kann in { $channel } nicht schreiben. Bitte erlaube mir dort: { $permissions }.
log-left-out = … { $lines } Zeilen, die hierher gehören, konnte ich nicht posten.
trouble-credits = Der Bilddienst macht keine Bilder für mich: Mein Konto hat kein Guthaben mehr. Mein Betreiber weiß Bescheid.
trouble-key = Der Bilddienst macht keine Bilder für mich: Er nimmt meinen Schlüssel nicht an. Mein Betreiber weiß Bescheid.
trouble-account = Der Bilddienst macht keine Bilder für mich: Mit meinem Konto stimmt etwas nicht. Mein Betreiber weiß Bescheid.
trouble-own-server = Der Bilddienst macht mir mit Stable Diffusion keine Bilder: Der Server dafür ist nicht richtig eingerichtet. Mein Betreiber weiß Bescheid.

## /easel history

history-title = **Änderungen an den Einstellungen dieses Servers**, die neuesten zuerst
history-line = <t:{ $at }:f> { $change }
history-more = -# Das sind die neuesten { $count } Änderungen.
history-none = Hier hat noch niemand etwas geändert.

## The card in a server that the bot was just added to

welcome-title = ### 👋 Hallo, ich mache Bilder
welcome-make = Benutze { $commands } und sag, was das Bild zeigen soll; es erscheint in deinem Kanal.
welcome-reply = Um ein Bild zu ändern, antworte darauf mit Worten und lass den Ping eingeschaltet, benutze die Knöpfe darunter oder { $command }.
welcome-edit = Um ein Bild zu ändern, benutze die Knöpfe darunter oder { $command }.
welcome-limits = **Grenzen auf diesem Server**
welcome-limit = { $whose ->
    [server] Alle Mitglieder zusammen: { amount } in { span }
   *[member] Jedes Mitglied: { amount } in { span }
}
welcome-no-limits = Auf diesem Server gibt es keine Grenzen: Mitglieder dürfen so viele Bilder machen, wie sie mögen.
welcome-settings = Wer diesen Server verwalten darf, stellt all das mit { $command } ein.

## /easel usage

usage-none = Seit <t:{ $since }:f> hat auf diesem Server niemand um Bilder gebeten.
usage-total = **Seit <t:{ $since }:f>:** { $pictures } von { $members }, nach Listenpreisen für etwa ${ $price }.
usage-total-unpriced = **Seit <t:{ $since }:f>:** { $pictures } von { $members }; von keinem ist ein Preis bekannt.
usage-pictures = { $pictures ->
    [one] { $pictures } Bild
   *[other] { $pictures } Bilder
}
usage-members = { $members ->
    [one] { $members } Mitglied
   *[other] { $members } Mitgliedern
}
usage-nobody = Mitglieder, die ich nicht mehr kenne
usage-unpriced = { $jobs ->
    [one] { $jobs } Auftrag hat keinen bekannten Preis und ist nicht in der Summe.
   *[other] { $jobs } Aufträge haben keinen bekannten Preis und sind nicht in der Summe.
}
usage-member = `{ $mark }` { $member } { $pictures }
usage-others = andere
usage-by-model = Bilder nach Modell
usage-by-member = Bilder nach Mitglied
usage-note = -# Zeiten sind UTC. Was gescheitert ist oder abgebrochen wurde, fehlt. In der Tabelle steht alles.
usage-note-too-large = -# Zeiten sind UTC. Was gescheitert ist oder abgebrochen wurde, fehlt. Die Tabelle ist zu groß für Discord: Bitte nimm einen kürzeren Zeitraum.
usage-alt = Balken von { $first } bis { $last } UTC: Bilder nach Modell, darunter nach Mitglied. { $models }.

## /easel words

words-added = Wünsche, in denen „{ $word }“ steht, werden ab jetzt abgelehnt. Wörter auf der Liste: { $count }.
words-removed = „{ $word }“ ist von der Liste; Wünsche dürfen es wieder enthalten. Wörter auf der Liste: { $count }.
words-none = Die Liste ist leer: Wünsche dürfen jedes Wort enthalten. `/easel words add` setzt eines darauf.
words-title = **Wörter, die Wünsche auf diesem Server nicht enthalten dürfen** ({ $count })
words-hit = 🚫 „{ $word }“ kommt darin vor: Ein solcher Wunsch wird abgelehnt.
words-pass = ✅ Nichts von der Liste kommt darin vor: Ein solcher Wunsch geht durch.
refused-words-nothing = Darin ist kein Buchstabe, keine Ziffer und kein Zeichen, nach dem ich suchen könnte. Bitte gib ein Wort an.
refused-words-there = „{ $word }“ steht schon auf der Liste und findet genau dasselbe.
refused-words-full = Auf der Liste stehen { $most } Wörter, mehr nimmt sie nicht. Bitte nimm zuerst eines weg.
refused-words-unknown = „{ $word }“ steht nicht auf der Liste; `/easel words list` zeigt, was darauf steht.
refused-word = Wünsche dürfen auf diesem Server „||{ $word }||“ nicht enthalten. Bitte formuliere es anders.

## /easel block, /easel unblock, /easel blocks

blocked = { $member } darf auf diesem Server keine Bilder machen, bis es aufgehoben wird. Das Mitglied erfährt den Grund: „{ $reason }“
blocked-until = { $member } darf auf diesem Server bis <t:{ $until }:f> keine Bilder machen. Das Mitglied erfährt den Grund: „{ $reason }“
unblocked = { $member } darf auf diesem Server wieder Bilder machen.
blocks-none = Auf diesem Server ist niemand gesperrt.
blocks-title = **Mitglieder, die auf diesem Server keine Bilder machen dürfen** ({ $count })
blocks-line = • { $member }, bis es aufgehoben wird: { $reason }
blocks-line-until = • { $member } bis <t:{ $until }:f>: { $reason }
refused-block-bot = Ein Bot bittet nicht um Bilder, deshalb gibt es da nichts zu sperren. Bitte wähle ein Mitglied.
refused-block-manager = { $member } darf diesen Server verwalten und könnte die Sperre gleich wieder aufheben. Bitte wähle ein anderes Mitglied.
refused-block-reason = Bitte gib einen Grund an, den das Mitglied lesen kann.
refused-not-blocked = { $member } ist nicht gesperrt; `/easel blocks` listet auf, wer es ist.
refused-blocked = Du darfst auf diesem Server keine Bilder machen: „{ $reason }“ Wenn du meinst, dass das nicht stimmt, frag bitte die Moderation.
refused-blocked-until = Du darfst auf diesem Server bis <t:{ $until }:f> keine Bilder machen: „{ $reason }“ Wenn du meinst, dass das nicht stimmt, frag bitte die Moderation.
refused-blocked-openly = Du darfst auf diesem Server zurzeit keine Bilder machen. `/flux` sagt nur dir, warum.

## Rules of a server, /easel rules and /easel explain

refused-paused = Ich mache auf diesem Server im Moment keine Bilder. Bitte versuche es später noch einmal.
refused-rule-works = Ich mache in diesem Kanal keine Bilder. Bitte benutze einen anderen.
refused-rule-elsewhere = Ich mache in diesem Kanal keine Bilder. Bitte benutze { $channels }.
refused-rule-provider = { $title } wird in diesem Kanal nicht benutzt. Bitte versuche { $others }.
refused-rule-no-provider = { $title } wird in diesem Kanal nicht benutzt, und auch kein anderes Modell dafür. Bitte benutze einen anderen Kanal.
refused-rule-age = { $title } ist auf diesem Server nur für Kanäle mit Altersbeschränkung. Bitte benutze es in einem davon.
refused-rule-side = `{ $option }` verlangt mehr als { $cap } Pixel pro Seite, mehr gibt es in diesem Kanal nicht. Bitte nimm weniger.
refused-rule-cap = `{ $option }` darf in diesem Kanal höchstens { $cap } sein. Bitte nimm nicht mehr als das.
refused-reply-role = Nur Mitglieder mit der Rolle { $role } bearbeiten hier Bilder, indem sie antworten. Bitte benutze `/bearbeiten`.
refused-unseen-channel = Discord zeigt mir diesen Kanal gerade nicht. Bitte versuche es in einer Minute noch einmal oder in einem anderen.
rules-title = **Regeln auf diesem Server**
rules-none = Nichts ist gesetzt: Ich arbeite in jedem Kanal, mit jedem Modell und in jeder Größe.
rules-of = **{ $place }**: { $rules }
rules-server = der ganze Server
rules-holding = **Was gilt in: { $place }**
rules-held = `{ $option }`: { $value } { $level ->
    [channel] (gesetzt für <#{ $place }>)
    [category] (gesetzt für die Kategorie <#{ $place }>)
    [server] (gesetzt für den ganzen Server)
    [edits] (durch `/easel edits`)
   *[default] (Vorgabe)
}
rules-age = { $channel ->
    [restricted] ja, wie in jedem Kanal mit Altersbeschränkung
    [open] nein, nur in Kanälen mit Altersbeschränkung
   *[any] nur in Kanälen mit Altersbeschränkung
}
rules-no-cap = beliebig
rules-at-most = höchstens { $cap }
rules-pixels = höchstens { $pixels } Pixel
rules-everyone = alle
rules-nobody = niemand
refused-rules-nothing = Bitte wähle mindestens eine Regel, die gesetzt werden soll.
refused-rules-provider = Bitte wähle `provider`, und dazu `allowed`, `age_restricted` oder beides.
refused-rules-role = Bitte wähle `replies: Rolle`, und dazu die Rolle als `reply_role`.
refused-rules-unset = Dort ist nichts dergleichen gesetzt. `/easel rules list` zeigt, was gesetzt ist.
explain-title = **Was für { $member } in { $channel } gilt**
explain-not-blocked = ✅ Nicht gesperrt.
explain-blocked = 🚫 Gesperrt: „{ $reason }“
explain-blocked-until = 🚫 Gesperrt bis <t:{ $until }:f>: „{ $reason }“
explain-not-paused = ✅ Dieser Server ist nicht angehalten.
explain-paused = 🚫 Dieser Server ist angehalten: Bis `/easel resume` mache ich hier keine Bilder.
explain-may-post = ✅ Ich darf dort Bilder posten.
explain-permissions = 🚫 Ich kann dort keine Bilder posten. Bitte erlaube mir: { $permissions }.
explain-not-offered = ⚠️ Gerade nicht angeboten: { $titles }.
explain-role = ✅ Dieses Mitglied hat diese Rolle.
explain-no-role = 🚫 Dieses Mitglied hat diese Rolle nicht.
explain-no-limits = Für dieses Mitglied gilt keine Grenze.
explain-limit = { $whose ->
    [server] Alle Mitglieder zusammen
   *[member] Dieses Mitglied
}: { used-of } in { span } { $origin ->
    [server] (gesetzt für den ganzen Server)
    [everyone] (gesetzt für jedes Mitglied)
    [role] (gesetzt für <@&{ $target }>)
    [member] (gesetzt für dieses Mitglied)
    [operator] (Grenze des Betreibers)
   *[default] (Vorgabe)
}
explain-extra = { $metric ->
    [dollars] ${ $extra }
   *[pictures] { $extra }
} davon obendrauf
explain-budget = 🚫 Das Budget für diesen Monat ist ausgegeben; `/easel budget` zeigt es.

## Reports

menu-report = Dieses Bild melden
report-done = Danke. Ich habe das Bild verborgen, und die Moderation sieht es sich an.
report-known = Dieses Bild wurde schon gemeldet, und die Moderation sieht es sich an.
report-told = Danke. Ich habe der Moderation Bescheid gesagt; sie entscheidet, ob das Bild bleiben darf.
report-restored = Die Moderation hat sich dieses Bild angesehen, und es darf bleiben. Wenn sich daran etwas geändert hat, schreib bitte jemandem von ihr.
report-removed = Die Moderation hat dieses Bild schon entfernt.
report-not-hidden = Danke. Ich habe der Moderation Bescheid gesagt, konnte das Bild aber nicht verbergen.
report-hidden-here = 🚩 Ein Bild von { $member } wurde gemeldet. Es ist verborgen, bis die Moderation es sich angesehen hat.
report-removed-here = 🚩 Ein Bild von { $member } wurde von der Moderation entfernt.
report-notice = 🚩 Ein Bild von { $member } wurde von { $reporter } gemeldet: { $link }
report-notice-again = Es wurde schon einmal wiederhergestellt, deshalb habe ich es nicht noch einmal verborgen.
report-notice-blocked = Wer es gemeldet hat, ist gesperrt, deshalb habe ich es nicht verborgen.
button-restore = Wiederherstellen
button-remove = Entfernen
button-block = Mitglied sperren…
block-title = Sperren, wer um dieses Bild gebeten hat
block-reason = Warum; das Mitglied liest es
block-reason-default = Ein Bild von dir wurde der Moderation gemeldet.
report-restored-done = Wiederhergestellt.
report-removed-done = Entfernt. Niemand auf diesem Server kann es mehr als Eingabe benutzen.
report-restored-by = ✅ Wiederhergestellt von { $moderator }.
report-removed-by = 🗑️ Entfernt von { $moderator }.
report-blocked-by = 🚫 { $member } wurde von { $moderator } gesperrt.
log-report-restored = 🚩 { $moderator } hat ein gemeldetes Bild wiederhergestellt: { $picture }
log-report-removed = 🚩 { $moderator } hat ein gemeldetes Bild entfernt: { $picture }
refused-report-what = Der Moderation lassen sich nur Bilder melden, die ich für alle sichtbar gepostet habe. Für alles andere benutze bitte die Meldung von Discord selbst.
refused-report-channel = Ich erreiche die Moderation dieses Servers nicht, deshalb habe ich das Bild nicht verborgen. Bitte schreib jemandem von ihr.
refused-report-often = { $waiting } Bilder, die du gemeldet hast, sind noch nicht angesehen. Bitte warte auf die Moderation oder schreib jemandem von ihr.
refused-report-fetch = Ich konnte das Bild nicht von Discord holen, um es der Moderation zu zeigen. Bitte versuche es noch einmal.
refused-report-unknown = Ich weiß nichts von dieser Meldung. Bitte melde das Bild noch einmal.
refused-report-busy = Gerade meldet jemand dieses Bild oder entscheidet darüber. Bitte versuche es gleich noch einmal.
refused-report-removed = Dieses Bild wurde schon entfernt und lässt sich deshalb nicht wiederherstellen.
refused-report-restore = Ich konnte das Bild nicht wiederherstellen. Bitte sorge dafür, dass ich diesen Kanal sehen und dort Dateien anhängen darf und dass sein Thread offen ist; dann versuche es noch einmal.
refused-report-remove = Es kann nicht mehr als Eingabe benutzt werden, aber ich konnte das Bild nicht aus seiner Nachricht nehmen. Bitte lösche die Nachricht oder versuche es noch einmal.
refused-reported = Dieses Bild wurde der Moderation gemeldet und kann deshalb gerade nicht benutzt werden.
refused-moderator = Über Meldungen kann nur entscheiden, wer hier Nachrichten verwalten darf.
refused-input-removed = `{ $option }` wurde von der Moderation dieses Servers entfernt und kann hier deshalb nicht benutzt werden. Bitte nimm ein anderes Bild.

## What Discord shows beside each command

command-easel = Lege fest, wie ich auf diesem Server arbeite
command-easel-block = Lass ein Mitglied auf diesem Server keine Bilder machen, auf Zeit oder bis du es aufhebst
command-easel-blocks = Sieh, wer auf diesem Server keine Bilder machen darf
command-easel-budget = Stelle ein, was ein Monat kosten darf und was danach geschieht; sieh, was ausgegeben ist
command-easel-settings = Sieh und ändere auf einen Blick, was am häufigsten eingestellt wird
command-easel-pause = Nimm auf diesem Server keine Wünsche an, bis du es wieder erlaubst
command-easel-resume = Nimm auf diesem Server wieder Wünsche an
command-easel-limits = Wähle, wie viel Mitglieder machen dürfen
command-easel-limits-set = Setze eine Grenze für jedes Mitglied, ein Mitglied, eine Rolle oder alle zusammen
command-easel-limits-list = Sieh alle Grenzen dieses Servers
command-easel-limits-clear = Nimm zurück, was für jedes Mitglied, eines, eine Rolle oder alle zusammen gesetzt war
command-easel-edits = Stelle ein, wie auf diesem Server Bilder bearbeitet werden, und sieh, was gilt
command-easel-explain = Sieh, was ein Mitglied in einem Kanal darf, was im Weg steht und warum
command-easel-log = Stelle ein, wo ich sage, was ich tue und was Mitglieder melden, und sieh, was gilt
command-easel-history = Sieh, wer wann was an den Einstellungen dieses Servers geändert hat
command-easel-rules = Setze, was in einem Kanal, in einer Kategorie oder auf dem ganzen Server gilt
command-easel-rules-clear = Nimm Regeln eines Ortes zurück und sieh, was dort dann gilt
command-easel-rules-list = Sieh jede Regel, die auf diesem Server gesetzt ist
command-easel-rules-set = Setze Regeln für einen Kanal, eine Kategorie oder den ganzen Server, und sieh, was gilt
command-easel-unblock = Lass ein gesperrtes Mitglied auf diesem Server wieder Bilder machen
command-easel-usage = Sieh, was auf diesem Server über die Zeit gemacht wurde, von wem und mit welchem Modell
command-easel-words = Wähle Wörter, die Wünsche auf diesem Server nicht enthalten dürfen
command-easel-words-add = Lehne Wünsche ab, in denen ein Wort, eine Wendung oder ein Emoji vorkommt
command-easel-words-list = Sieh, welche Wörter Wünsche nicht enthalten dürfen
command-easel-words-remove = Nimm ein Wort von der Liste, sodass Wünsche es wieder enthalten dürfen
command-easel-words-test = Sieh, ob ein Wunsch mit diesen Worten abgelehnt würde, und wegen welcher
command-edit = Ändere ein Bild mit Worten: deines oder das neueste hier
command-flux = Mach ein Bild mit FLUX.2 pro, aus Worten und bis zu vier Vorlagen
command-gemini = Mach ein Bild mit Gemini, bis zu 4K
command-gpt-image = Mach oder ändere Bilder mit GPT Image
command-gpt-image-edit = Ändere ein Bild mit GPT Image, ganz oder nur, wo es eine Maske sagt
command-gpt-image-generate = Mach ein bis vier Bilder mit GPT Image
command-jobs = Sieh deine neuesten Bilder und wie es um sie steht; brich eines ab, das noch wartet
command-models = Sieh, welche Modelle angeboten werden
command-mydata = Entscheide über deine eigenen Bilder; sieh oder lösche, was ich über dich aufbewahre
command-mydata-consent = Erlaube anderen, deine Bilder zu bearbeiten und als Vorlage zu benutzen, oder verbiete es
command-mydata-delete = Lösche, was ich auf allen Servern über dich aufbewahre; vorher frage ich noch einmal
command-mydata-export = Bekomm alles, was ich auf allen Servern über dich aufbewahre, als Datei
command-quota = Sieh, wie viele Bilder du noch hast und wann es wieder mehr werden
command-qwen = Mach oder ändere Bilder mit Qwen
command-qwen-edit = Ändere ein Bild mit Qwen
command-qwen-generate = Mach ein Bild mit Qwen
command-sd = Mach ein Bild mit einem Checkpoint von Stable Diffusion

## Names of commands, and what their options mean: in English these are declared with the commands

name-edit = bearbeiten
name-jobs = aufträge
name-models = modelle
name-mydata = meinedaten
name-mydata-consent = zustimmung
name-mydata-delete = löschen
name-mydata-export = exportieren
name-quota = kontingent
choice-default = Vorgabe
option-and-default = { $words } (Vorgabe { $default })
option-prompt = Was das Bild zeigen soll
option-width = Breite in Pixeln, ein Vielfaches von 32
option-height = Höhe in Pixeln, ein Vielfaches von 32
option-seed = Derselbe Seed und derselbe Prompt ergeben dasselbe Bild
option-safety_tolerance = Wie viel durchgelassen wird: 0 ist am strengsten, 6 am wenigsten streng
option-output_format = Dateiformat
option-input_image = Ein Bild als Vorlage oder zum Ändern
option-input_image_2 = Eine zweite Vorlage
option-input_image_3 = Eine dritte Vorlage
option-input_image_4 = Eine vierte Vorlage
option-private = Das Bild nur dir zeigen
option-spoiler = Das Bild verbergen, bis man darauf klickt
option-aspect_ratio = Breite zu Höhe
option-image_size = Wie groß: etwa 1, 2 oder 4 Tausend Pixel pro Seite
option-size = Breite x Höhe in Pixeln
option-quality = Wie viel Arbeit hineingesteckt wird
option-n = Wie viele Bilder; jedes zählt
option-image = Das zu ändernde Bild
option-mask = Eine Maske in derselben Form: Weiß, oder ein Loch, wird geändert
option-gpt-image-edit-prompt = Was geändert werden soll
option-qwen-edit-prompt = Was geändert werden soll
option-sd-width = Breite in Pixeln, ein Vielfaches von 8
option-sd-height = Höhe in Pixeln, ein Vielfaches von 8
option-sd-seed = Derselbe Seed und derselbe Prompt ergeben dasselbe Bild; -1 ist Zufall
option-model = Checkpoint
option-negative_prompt = Was das Bild nicht zeigen soll
option-steps = Rechenschritte: Mehr dauern länger
option-cfg_scale = Wie genau es dem Prompt folgt
option-edit-prompt = Was geändert werden soll
option-edit-image = Das zu ändernde Bild; ohne: das neueste hier
option-with = Welches Modell es ändert
option-allow = Ob andere das dürfen; lass es weg, um zu sehen, was du eingestellt hast
option-provider = Was ein Bild bearbeitet; „Vorgabe“ ist, was der Bot von sich aus nimmt
option-reply_edits = Ob eine Antwort auf ein Bild es bearbeitet
option-owner_only = Ob ein Bild nur bearbeiten darf, wer darum gebeten hat
choice-in-1-hour = in 1 Stunde
choice-in-6-hours = in 6 Stunden
choice-in-24-hours = in 24 Stunden
choice-in-3-days = in 3 Tagen
choice-in-7-days = in 7 Tagen
choice-in-30-days = in 30 Tagen
choice-in-90-days = in 90 Tagen
choice-day = Tag
choice-week = Woche
choice-month = Monat
choice-year = Jahr
choice-channel = Kanal
choice-reports = Meldungen
choice-both = beides
option-easel-block-member = Wessen Wünsche ab jetzt abgelehnt werden
option-easel-block-reason = Warum; das Mitglied liest es in der Ablehnung
option-easel-block-ends = Wann die Sperre endet
option-easel-unblock-member = Wer wieder Bilder machen darf
option-easel-words-add-word = Ein Wort, eine Wendung oder ein Emoji; im Inneren von Wörtern wird es nie gefunden
option-easel-words-remove-word = Das Wort, das von der Liste soll
option-easel-words-test-text = Worum ein Mitglied bitten könnte
option-easel-usage-period = Wie weit zurück: ein Tag, eine Woche, ein Monat oder ein Jahr
option-easel-log-channel = Wo ich von Bildern, Ablehnungen, Störungen und geänderten Einstellungen erzähle
option-easel-log-reports = Wo ich von Bildern erzähle, die Mitglieder melden
option-easel-log-off = Was ausgeschaltet werden soll
choice-hour = Stunde
choice-everyone = alle
choice-nobody = niemand
choice-role = Rolle
choice-stop = anhalten
option-easel-rules-set-where = Der Kanal oder die Kategorie; ohne: der ganze Server
option-easel-rules-set-works = Ob ich dort überhaupt arbeite
option-easel-rules-set-allowed = Ob dieses Modell dort benutzt werden darf
option-easel-rules-set-age_restricted = Ob es nur in Kanälen mit Altersbeschränkung benutzt werden darf
option-easel-rules-set-largest_size = Höchstens so viele Pixel pro Seite
option-easel-rules-set-count = Höchstens so viele Bilder auf einmal
option-easel-rules-set-replies = Wer ein Bild bearbeiten darf, indem er darauf antwortet
option-easel-rules-set-reply_role = Die Rolle, wo es eine ist
option-easel-rules-clear-where = Der Kanal oder die Kategorie; ohne: was für den ganzen Server gesetzt ist
option-easel-rules-clear-rule = Welche Regel; ohne: alles, was dort gesetzt ist
option-easel-budget-dollars = Wie viel ein Kalendermonat nach geschätzten Preisen kosten darf; 0 ist kein Budget
option-easel-budget-then = Was geschieht, wenn es ausgegeben ist: anhalten, oder welches Modell dann alles macht
option-easel-limits-set-pictures = Wie viele Bilder
option-easel-limits-set-dollars = Wie viele Dollar, nach geschätzten Preisen
option-easel-limits-set-unlimited = Gar keine Grenze
option-easel-limits-set-per = In welcher Zeit; ohne: an einem Tag
option-easel-limits-set-member = Für dieses Mitglied; ohne, und ohne role und together: für jedes Mitglied
option-easel-limits-set-role = Für jedes Mitglied mit dieser Rolle; von mehreren Rollen gilt die großzügigste
option-easel-limits-set-together = Für alle Mitglieder des Servers zusammen
option-easel-limits-set-more = Zusätzlich zu dem, was sonst für das Mitglied gilt
option-easel-limits-set-ends = Bis wann; ohne: bis es geändert wird
option-easel-limits-clear-member = Was für dieses Mitglied gesetzt war; ohne, und ohne role und together: für jedes Mitglied
option-easel-limits-clear-role = Was für diese Rolle gesetzt war
option-easel-limits-clear-together = Was für alle Mitglieder des Servers zusammen gesetzt war
option-easel-limits-clear-per = Nur, was für diese Zeit gesetzt war
option-easel-rules-set-provider = Um welches Modell es bei `allowed` und `age_restricted` geht
option-easel-rules-set-quality = Die höchste Qualität
option-easel-rules-set-safety_tolerance = Das Höchste, was verlangt werden darf
option-easel-explain-member = Um wen es geht
option-easel-explain-channel = In welchem Kanal; ohne: in diesem
