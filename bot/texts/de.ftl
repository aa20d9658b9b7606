# Was Mitglieder lesen, auf Deutsch. Die Reihenfolge ist die von en.ftl; am Ende steht, was nur Übersetzungen brauchen.

## The private status of a job

status-waiting = 🕓 Nummer { $position } in der Warteschlange. { $usage }
status-waiting-ready = 🕓 Nummer { $position } in der Warteschlange, dein Bild kommt also voraussichtlich <t:{ $ready }:R>. { $usage }
status-running = 🎨 Dein Bild entsteht gerade … (begonnen <t:{ $since }:R>) { $usage }
status-running-usual = 🎨 Dein Bild wird erstellt… Das dauert meist { $usual }; rechne damit <t:{ $ready }:R>. { $usage }
status-running-busy = 🎨 Dein Bild wird erstellt… Das dauert meist { $usual }, aber das Modell ist gerade ausgelastet: etwa { $now }; rechne damit <t:{ $ready }:R>. { $usage }
status-slow = ⏳ Das dauert länger als üblich (begonnen <t:{ $since }:R>). Ich warte weiter darauf.
status-slow-usual = ⏳ Das dauert länger als üblich (begonnen <t:{ $since }:R>, sonst { $usual }). Ich warte weiter darauf.
give-up-free = Du kannst es aufgeben; dein Limit bleibt dabei unangetastet.
give-up-price = Du kannst es aufgeben. Es zählt dann nicht als Bild, aber das Modell kann noch fertig werden und bezahlt werden: Sein Preis, ${ $price }, zählt bei Limits und Budgets in Dollar mit.
status-troubled-relay = ⏳ Der Bilddienst antwortet gerade nicht. Ich frage bis <t:{ $until }:t> weiter nach; das kostet dich nichts extra.
status-troubled-discord = ✅ Dein Bild ist fertig, aber Discord nimmt es gerade nicht an. Ich versuche es bis <t:{ $until }:t> weiter.
status-done = ✅ Fertig: { $link }
status-done-private = ✅ Bitte sehr. Nur du kannst das sehen: Speichere es, wenn du es behalten möchtest, oder teile es mit allen hier.
status-done-elsewhere = ✅ Fertig, aber ich konnte in <#{ $channel }> nichts posten; deshalb ist es hier, nur für dich.
status-failed = ⚠️ { $why } Das wird nicht auf dein Limit angerechnet.
status-cancelled = Abgebrochen. Das wird nicht auf dein Limit angerechnet.
status-given-up = Aufgegeben. Es zählt nicht als Bild. Das Modell kann noch fertig werden und bezahlt werden, deshalb zählt sein Preis, ${ $price }, bei Limits und Budgets in Dollar mit.
status-given-up-free = Aufgegeben. Es zählt nicht zu deinem Limit.
usage = { $whose ->
    [server] Damit hat dieser Server { used-of } in { span } verbraucht.
   *[member] Damit hast du { used-of } in { span } verbraucht.
}
duration-seconds = { $seconds } s
duration-minutes = { $minutes } min

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
last-span = { $per ->
    [hour] der letzten Stunde
    [week] den letzten 7 Tagen
    [month] den letzten 30 Tagen
   *[day] den letzten 24 Stunden
}

## The message with the pictures

post-line = { $prompt } — { $member }
post-facts-model = { $title }
post-facts-style = Stil { $style }
post-facts-area = geändert: { $area }
post-facts-seed = Seed { $seed }
post-facts-seconds = { $seconds } s
post-facts-minutes = { $minutes } min { $seconds } s
post-label = **{ $number }** · { $name }
note-converted = in { $format } umgewandelt
note-repacked = verlustfrei als { $format } gespeichert, damit es unter das Upload-Limit passt
note-recompressed = als { $format } gespeichert, damit es unter das Upload-Limit passt
note-shrunk = auf { $size } verkleinert und als { $format } gespeichert, damit es unter das Upload-Limit passt
note-still = nur das erste Einzelbild
note-incomplete = das Ende ist nicht angekommen
note-missing = { $missing ->
    [one] ein Bild kam nicht an und wird nicht auf dein Limit angerechnet
   *[other] { $missing } Bilder kamen nicht an und werden nicht auf dein Limit angerechnet
}
post-part-failed = -# ⚠️ { $title }: { $why }
post-parts-failed = -# ⚠️ { $why }
post-direct = Du hast das in <#{ $channel }> angefordert; dort kann ich nicht mehr posten.
post-direct-private = Du hast das in <#{ $channel }> privat angefordert; es hat zu lange gedauert, um es dort zu zeigen.
thread-hidden = Bearbeitungen dieses Bildes
post-numbered = -# Bilder 1 bis { $pictures }, Zeile für Zeile. „#2 …“ in einer Antwort ändert das zweite.
post-go-on = -# Antworte auf ein beliebiges Bild hier, um es weiter zu verändern.
post-no-thread = -# Ich konnte hier keinen Thread benutzen.
post-again = -# Noch einmal gepostet von { $member }, von wem das Bild ist
poll-which = Welches ist das beste?
post-showcased = -# ⭐ { $stars } Mitglieder haben dem [Original]({ $link }) von { $member } einen Stern gegeben
post-entry = -# 🏆 Beitrag { $number } im Wettbewerb „{ $theme }“: Stimme mit ⭐ ab

## Before a dear request

confirm-area = Nur der rosa Teil dieses Bildes darf sich ändern ({ $area }); der Rest bleibt genau, wie er ist.
confirm-price = Das kostet ungefähr ${ $price }.
confirm-leaves = Danach { $whose ->
    [server] hat dieser Server noch
   *[member] hast du noch
} { $metric ->
    [dollars] ${ $left } von ${ $limit }
   *[pictures] { $left } von { $limit ->
        [one] { $limit } Bild
       *[other] { $limit } Bildern
    }
} in { span } übrig.
confirm-declined = Okay, nicht erstellt.
confirm-answered = Diese Frage hast du schon beantwortet.
button-confirm = Ja, erstellen
button-decline = Nein, danke
refused-confirm-late = Diese Frage ist abgelaufen. Bitte fang noch einmal von vorn an.
refused-confirm-withdrawn = Du hast diese Antwort gelöscht, also erstelle ich das nicht.
refused-confirm-other = Das kann nur entscheiden, wer es angefordert hat.
button-meant = Bild bearbeiten
button-chat = Nur geredet

## What a refusal or a failure hands back

button-retry = Noch einmal versuchen
button-change = Ändern…
button-other = Anderes Modell…
button-asmask = Als Maske verwenden
words-back = Deine Worte:
words-back-file = Deine Worte stehen in der angehängten Datei.
refused-retry-late = Diese Anfrage habe ich nicht mehr. Bitte benutze noch einmal den Befehl.
refused-retry-twice = Das hast du hier schon gedrückt, deshalb erstelle ich es nicht doppelt.

## Buttons

correction-make = { $what } machen
button-delete = Löschen
button-cancel = Abbrechen
button-giveup = Aufgeben
button-default = Als meine Vorgabe
button-nodefault = Vorgabe vergessen
button-erase = Löschen
button-keep = Behalten
delete-ask = { $pictures ->
    [one] Dieses Bild löschen? Ich kann es nicht wiederherstellen.
   *[other] Diese { $pictures } Bilder löschen? Ich kann sie nicht wiederherstellen.
}
delete-kept = Gut, es bleibt.
deleted = Gelöscht.
refused-delete = Löschen kann das nur, wer es angefordert hat oder hier Nachrichten verwalten darf.
refused-cancel = Es wird schon erstellt und lässt sich nicht mehr abbrechen.
refused-give-up = Das lässt sich nicht mehr aufgeben: Es ist beendet oder wird gerade gepostet. `/aufträge` zeigt es.
refused-give-up-early = Das dauert noch nicht ungewöhnlich lange. Bitte gib ihm noch etwas Zeit.
refused-cancelled = Das ist schon abgebrochen.
refused-cancel-done = Das ist schon fertig, da gibt es nichts mehr abzubrechen. Mit dem Knopf darunter kannst du das Bild löschen.
refused-cancel-failed = Das ist schon fehlgeschlagen. Es zählt nicht auf dein Limit.
refused-delete-archived = Dieser Thread ist geschlossen, und ich darf ihn nicht öffnen. Bitte öffne ihn, indem du etwas hineinschreibst, oder lass ihn von einer Moderatorin entsperren; drück dann noch einmal auf *Löschen*.
refused-delete-discord = Discord lässt mich das hier nicht löschen. Bitte jemanden aus der Moderation, mich diesen Kanal sehen zu lassen oder es selbst zu löschen.
gone = Diese Nachricht gibt es schon nicht mehr.

## Why a job failed: "It doesn't count towards your limit." follows

failed-unreachable = Der Bilddienst hat nicht geantwortet. Bitte versuche es in ein paar Minuten noch einmal.
failed-provider = Der Bilddienst konnte dieses Bild nicht erstellen. Bitte versuche es noch einmal.
failed-invalid = Der Bilddienst nimmt diese Einstellungen nicht an. Bitte ändere sie und versuche es noch einmal.
failed-invalid-field = Der Bilddienst nimmt `{ $field }` nicht an: „{ $words }“ Bitte ändere es und versuche es noch einmal.
failed-invalid-words = Der Bilddienst nimmt das nicht an: „{ $words }“ Bitte ändere es und versuche es noch einmal.
failed-input = Der Bilddienst kann dieses Bild nicht benutzen. Bitte versuche es mit einem anderen, kleiner oder als PNG.
failed-declined = Der Bilddienst erstellt das wegen seiner Inhaltsregeln nicht. Bitte versuche es mit anderen Worten.
failed-declined-words = Der Bilddienst erstellt das wegen seiner Inhaltsregeln nicht: „{ $words }“ Bitte versuche es mit anderen Worten.
failed-text = Das Modell hat mit Worten statt mit einem Bild geantwortet. Bitte beschreibe ein Bild.
failed-text-words = Das Modell hat mit Worten statt mit einem Bild geantwortet: „{ $words }“ Bitte versuche es mit anderen Worten.
failed-not-offered = Dieses Modell ist gerade nicht verfügbar. Bitte versuche ein anderes.
failed-operator = Ich kann den Bilddienst gerade nicht benutzen. Das müssen die Betreiber dieses Bots beheben; bitte versuche es später noch einmal.
failed-operator-told = Ich kann den Bilddienst gerade nicht benutzen. Die Betreiber dieses Bots wissen Bescheid; bitte versuche es später noch einmal.
failed-busy = Der Bilddienst ist stark ausgelastet. Bitte versuche es in ein paar Minuten noch einmal.
failed-timeout = Der Bilddienst hat zu lange gebraucht. Bitte versuche es noch einmal.
failed-expired = Der Bilddienst hat das Ergebnis nicht mehr. Bitte versuche es noch einmal.
failed-link = Das fertige Bild ließ sich nicht abholen. Bitte versuche es noch einmal.
failed-storage = Mein eigener Speicher funktioniert gerade nicht. Das müssen die Betreiber dieses Bots beheben; bitte versuche es später noch einmal.
failed-poison = Das fertige Bild lässt sich nicht sicher lesen, deshalb kann ich es nicht posten.
failed-moved = Der Bilddienst, der das erstellt hat, ist umgezogen, und ich kann ihn nicht mehr fragen.
failed-given-up = Du hast das aufgegeben. Sein Preis, ${ $price }, zählt bei Limits in Dollar mit.
failed-stopped = Die Betreiber dieses Bots haben das abgebrochen. Sein Preis, ${ $price }, zählt bei Limits in Dollar mit.
failed-stopped-free = Die Betreiber dieses Bots haben das abgebrochen.
failed-unqueued = Die Betreiber dieses Bots haben das aus der Warteschlange genommen.
failed-given-up-free = Du hast das aufgegeben.
failed-internal = Bei mir ist etwas schiefgegangen. Bitte versuche es noch einmal; wenn es wieder passiert, sag es den Betreibern dieses Bots.
failed-delivery = Discord hat mich das Bild nicht posten lassen. Bitte versuche es später noch einmal.
failed-unseen = Vielleicht habe ich das Bild schon gepostet, aber ich kann dort nicht mehr nachsehen. Bitte sieh im Kanal nach.
failed-unfound = Vielleicht habe ich das Bild schon gepostet, aber seitdem wurde so viel geschrieben, dass ich es nicht wiederfinde. Bitte sieh im Kanal nach.
failed-too-large = Das Bild lässt sich nicht klein genug für das Upload-Limit dieses Servers machen. Bitte nimm ein kleineres.
failed-no-place = Ich kann in diesem Kanal nicht mehr posten und dir auch nicht schreiben.

## Why a command was not taken: nothing was counted

refused = ⚠️ { $why } Dein Limit bleibt unangetastet.
refused-uncounted = ⚠️ { $why }
refused-limit = { $metric ->
    [dollars] { $whose ->
        [server] Dieser Server hat in { last-span } ${ $used } verbraucht; sein Limit liegt bei ${ $limit }.
        [everywhere] Du hast in { last-span } auf allen Servern zusammen ${ $used } verbraucht; dein Limit liegt bei ${ $limit }.
       *[member] Du hast in { last-span } ${ $used } verbraucht; dein Limit liegt bei ${ $limit }.
    }
   *[pictures] { $whose ->
        [server] Dieser Server hat in { last-span } { $used ->
            [one] { $used } Bild
           *[other] { $used } Bilder
        } erstellt; sein Limit liegt bei { $limit }.
        [everywhere] Du hast in { last-span } auf allen Servern zusammen { $used ->
            [one] { $used } Bild
           *[other] { $used } Bilder
        } erstellt; dein Limit liegt bei { $limit }.
       *[member] Du hast in { last-span } { $used ->
            [one] { $used } Bild
           *[other] { $used } Bilder
        } erstellt; dein Limit liegt bei { $limit }.
    }
} Das nächste kannst du <t:{ $free_at }:R> erstellen.
refused-over-limit = { $metric ->
    [dollars] Das würde ${ $wanted } kosten, aber das Limit ist { amount } in { span }. Bitte nimm etwas Günstigeres.
   *[pictures] Du möchtest { $wanted ->
        [one] ein Bild
       *[other] { $wanted } Bilder
    }, aber das Limit ist { amount } in { span }. { $limit ->
        [0] Bitte frag die Moderation nach mehr.
       *[other] Bitte nimm weniger.
    }
}
refused-budget = Das Monatsbudget dieses Servers reicht dafür nicht mehr. Es beginnt <t:{ $renewed }:R> von vorn.
refused-operator-budget = Ich habe mein Ausgabenlimit für alle Server zusammen erreicht. Bitte versuche es später noch einmal.
refused-lost = Mehrere deiner Bilder ließen sich heute nicht zustellen. Bitte sorge dafür, dass ich hier posten darf, und versuche es morgen noch einmal.
refused-server = Auf diesem Server arbeite ich nicht. Bitte frag die Betreiber dieses Bots.
refused-line-mine = Von dir sind schon { $waiting } Bilder unterwegs. Bitte warte auf eines davon.
refused-line-all = Die Warteschlange ist gerade voll. Bitte versuche es in ein paar Minuten noch einmal.
refused-paused-everywhere = Ich mache gerade Pause und erstelle vorerst keine neuen Bilder. Bitte versuche es später noch einmal.
refused-paused-everywhere-why = Ich mache gerade Pause und erstelle vorerst keine neuen Bilder: „{ $reason }“ Bitte versuche es später noch einmal.
refused-stopping = Ich starte gerade neu. Bitte versuche es in einer Minute noch einmal.
refused-restarted = Ich wurde neu gestartet, bevor ich das annehmen konnte. Bitte frag noch einmal.
refused-server-only = Ich erstelle nur auf Servern Bilder. Bitte benutze diesen Befehl in einem Kanal.
refused-no-shared-server = In Direktnachrichten erstelle ich nur Bilder für Mitglieder eines Servers, auf dem auch ich bin. Bitte tritt erst einem bei.
refused-shared-unsure = Ich konnte nicht herausfinden, welchen Server wir gemeinsam haben. Bitte versuche es gleich noch einmal; es hilft, wenn du schon auf einem deiner Server ein Bild mit mir erstellt hast.
refused-not-here = Was du gewählt hast, ist nicht auf diesem Server, oder ich kann es nicht sehen. Bitte wähle etwas anderes.
refused-permissions = Ich kann hier keine Bilder posten. Bitte die Moderation, mir das zu erlauben: { $permissions }.
refused-member-permissions = Du kannst hier keine Bilder erstellen, denn dir fehlen diese Berechtigungen: { $permissions }. Bitte nimm einen anderen Kanal oder frag die Moderation.
refused-timed-out = Du hast auf diesem Server gerade eine Auszeit. Danach kannst du wieder Bilder erstellen.
refused-locked-thread = Dieser Thread ist gesperrt, deshalb kann nur die Moderation darin Bilder erstellen. Bitte nimm einen anderen Kanal.
refused-failed-often = { $failed } deiner Anfragen sind in der letzten Stunde fehlgeschlagen. Bitte warte etwas bis zur nächsten.
refused-declined-often = { $declined } deiner Anfragen hintereinander haben gegen die Inhaltsregeln verstoßen. Ab <t:{ $until }:t> kannst du es mit etwas anderem versuchen.
refused-questions = { $questions } Fragen nach einem Preis warten noch auf deine Antwort. Bitte beantworte zuerst eine davon.
refused-question-gone = Ich konnte `{ $option }` nicht mehr von Discord holen. Bitte hänge es noch einmal an. Deine Worte waren: { $prompt }
refused-stored-mine = Deine Bilder, die unterwegs sind, brauchen allen Platz, den ich für dich habe. Bitte warte, bis eines davon fertig ist.
refused-stored-all = Ich habe gerade keinen Platz für weitere Bilder. Bitte versuche es später noch einmal oder ohne Bild.
problem-multiple = `{ $option }` muss ein Vielfaches von { $step } sein, zum Beispiel { $near }.
problem-at-least = `{ $option }` muss mindestens { $bound } sein.
problem-at-most = `{ $option }` darf höchstens { $bound } sein.
problem-other = `{ $option }`: { $problem }.
problem-ratio = Dieses Modell hat kein solches `{ $option }`. Am nächsten kommt { $near }.
problem-ratio-form = `{ $option }` wird als Breite:Höhe geschrieben, etwa 16:9.
problem-size-form = `{ $option }` schreibt man als Breite x Höhe, zum Beispiel 1024x768.
problem-size-sides = Jede Seite von `{ $option }` muss { $low } bis { $high } Pixel haben, wie in 1024x768.
refused-input-size = `{ $option }` ist zu groß: höchstens { $megabytes } MB. Bitte hänge ein kleineres Bild an.
refused-input-gone = Ich konnte `{ $option }` nicht von Discord holen. Bitte hänge es noch einmal an.
refused-input-host = `{ $option }` ist nicht bei Discord hochgeladen. Bitte hänge das Bild selbst an.
refused-input-unknown = `{ $option }` ist kein Bild, das ich lesen kann. Bitte hänge ein PNG, JPEG, WebP, GIF oder HEIC an.
refused-input-unsupported = `{ $option }` hat ein Format, das ich nicht lesen kann. Bitte hänge es als JPEG oder PNG an.
refused-input-broken = `{ $option }` ist beschädigt oder abgeschnitten. Bitte hänge es noch einmal an.
refused-input-too-complex = `{ $option }` ist so aufgebaut, dass es zu lange dauert, es zu lesen. Bitte speichere es neu als PNG oder JPEG und hänge das an.
refused-input-too-many-pixels = `{ $option }` hat zu viele Pixel. Bitte hänge ein kleineres Bild an.
refused-input-too-many-bytes = `{ $option }` ist zu groß. Bitte hänge ein kleineres Bild an.
refused-button = Dieser Button funktioniert nicht mehr. Bitte benutze den Befehl.
refused-input-mask-shape = `{ $option }` ist { $width }×{ $height }, das Bild aber { $wanted_width }×{ $wanted_height }. Beide müssen dieselbe Form haben.
refused-input-mask-empty = `{ $option }` markiert nichts, was geändert werden soll. Bitte male die Stelle weiß oder lass die Maske weg.
refused-not-a-mask = Deine Datei sieht nicht wie eine Maske aus: Die wäre schwarz-weiß oder hätte durchsichtige Stellen, in der Form des Bildes. Dieses Modell nimmt keine Referenzbilder, andere schon.
refused-empty-prompt = In deinem Prompt ist nichts Sichtbares. Bitte sag, was das Bild zeigen soll.
refused-alternatives = Deine Klammern stehen für { $count } Prompts. Ich mache höchstens { $most } auf einmal: Nimm weniger Möglichkeiten.
refused-alternatives-many = Deine Klammern stehen für viel mehr Prompts, als ich auf einmal mache, nämlich höchstens { $most }: Nimm weniger Möglichkeiten.
refused-batch = Das ist mehr, als ich auf einmal mache: höchstens { $most }, und zusammen zehn Bilder. Bitte um weniger.
refused-no-style = So einen Stil gibt es hier nicht. Es gibt: { $others }.
refused-no-styles = Dieser Server hat noch keine Stile. Wer ihn verwaltet, fügt sie mit `/easel styles add` hinzu.
refused-styles-direct = Stile gehören zu Servern, in Direktnachrichten gibt es also keine. Bitte lass `style` weg.
refused-style-length = Mit den Worten des Stils { $style } ist dein Prompt zu lang. Bitte nimm höchstens { $most } Zeichen.
refused-not-offered = { $title } ist gerade nicht verfügbar. Bitte versuche ein anderes Modell; `/modelle` listet sie auf.
refused-edit-not-offered = { $title } kann gerade keine Bilder bearbeiten. Bitte wähle ein anderes Modell.
refused-one-image = { $title } nimmt gerade nur ein Bild auf einmal. Bitte hänge nur eines an.
refused-not-offered-others = { $title } ist gerade nicht verfügbar. Bitte versuche { $others }.

## /jobs

jobs-none = Du hast auf diesem Server noch kein Bild angefordert. Versuche `/bild`.
jobs-none-direct = Du hast in unseren Direktnachrichten noch kein Bild angefordert. Versuche `/bild`.
jobs-none-found = Nichts passt. Versuche es mit weniger Wörtern, oder drück auf *Alle zeigen*.
jobs-title = **Deine neuesten Bilder auf diesem Server**
jobs-title-page = **Deine neuesten Bilder auf diesem Server** · Seite { $page }
jobs-title-direct = **Deine neuesten Bilder in unseren Direktnachrichten**
jobs-title-page-direct = **Deine neuesten Bilder in unseren Direktnachrichten** · Seite { $page }
jobs-search = -# 🔍 { $what }
jobs-line = { $icon } <t:{ $at }:R> { $title }: { $prompt } — { $state }
jobs-state-waiting = in der Warteschlange
jobs-state-running = wird erstellt
jobs-state-done = { $pictures ->
    [one] [Zum Bild]({ $link })
   *[other] [Zu { $pictures } Bildern]({ $link })
}
jobs-state-private = nur dir gezeigt
jobs-state-failed = fehlgeschlagen, nicht gezählt: { $why }
jobs-state-cancelled = abgebrochen, nicht gezählt
jobs-state-given-up = aufgegeben: { $why }
jobs-cancel = Abbrechen…
jobs-giveup = Aufgeben…
jobs-refresh = Aktualisieren
jobs-all = Alle zeigen
jobs-cancelled = ✅ Abgebrochen: { $count }
jobs-gave-up = ✅ Aufgegeben: { $count }
jobs-refused = ⚠️ „{ $prompt }“: { $why }
jobs-more = … und { $more } weitere

## What was done to a member's image, said when it was accepted

input-rotated = Ich habe dein Bild aufrecht gedreht.
left-out = { $title } nimmt { $options } im Moment nicht an; das habe ich weggelassen.
input-scaled = Dein Bild war größer, als ich es benutzen kann, deshalb habe ich es verkleinert.
input-still = Ich habe das erste Einzelbild deiner Animation genommen.
input-colours = Ich habe die Farben deines Bildes in die üblichen umgewandelt.
input-taken-as-mask = Ich habe deine Datei als Maske verwendet. Falls sie ein Referenzbild ist, wähle das im Fenster aus, und dazu ein anderes Modell.

## /models

models-title = **Modelle**
models-offered = ✅ `/{ $command }` { $title }{ $price }
models-missing = 🚫 `/{ $command }` { $title }, gerade nicht verfügbar{ $price }
models-closed = 🚫 `/{ $command }` { $title }, für dich in diesem Kanal gerade nicht verfügbar{ $price }
models-off = 🚫 `/{ $command }` { $title }, in diesem Kanal abgeschaltet{ $price }
models-age = 🚫 `/{ $command }` { $title }, nur in Kanälen mit Altersbeschränkung{ $price }
models-role = 🚫 `/{ $command }` { $title }, nicht für deine Rollen{ $price }
models-price-bar = 🚫 `/{ $command }` { $title }, kostet mehr, als dein Limit dir gerade lässt{ $price }
models-failing = ⚠️ `/{ $command }` { $title }, die letzten Bilder sind fehlgeschlagen{ $price }
models-price = : ${ $price } pro Bild
models-price-range = : ${ $low } bis ${ $high } pro Bild
models-price-unknown = : Preis unbekannt
models-prices = -# Preise sieht nur, wer den Server verwalten darf.
status-title = **So läuft es bei den Modellen**
status-model = { $mark } `/{ $command }` { $title }: { $pace }; letzte Stunde: { $hour }
status-pace-unknown = übliche Dauer noch nicht bekannt
status-pace-usual = meist { $usual }
status-pace-busy = meist { $usual }, gerade ausgelastet: etwa { $now }
status-hour = { $done } von { $total } gelungen
status-hour-none = nichts angefragt
status-missing = gerade nicht verfügbar

## /mydata consent, /easel edits

consent-yes = Andere können deine Bilder auf jedem Server bearbeiten und als Referenz benutzen. `allow: False` verhindert das.
mentions-yes = Ich erwähne dich in der Nachricht mit deinem Bild, wenn es länger als eine Minute gedauert hat. Mit `/meinedaten erwähnungen` schaltest du das ab.
mentions-no = Ich erwähne dich nicht, wenn ein Bild lange gedauert hat.
showcases-yes = Bilder von dir, die Sterne bekommen, dürfen in den Schaufenstern deiner Server gezeigt werden. `allow: False` beendet das.
showcases-no = Deine Bilder werden in keinem Schaufenster gezeigt, auf keinem Server. Die schon gezeigten nehme ich heraus.
default-kept = Das ist jetzt deine Vorgabe, für `/bild` und für alles, was du beim Befehl dieses Modells weglässt: { $title }, { $options }
default-is = Deine Vorgabe: { $title }, { $options }
    Sie gilt für `/bild` und für alles, was du beim Befehl dieses Modells weglässt.
default-none = Du hast keine Vorgabe. Drücke unter einem Bild, das dir gefällt, *Details* und dann *Als meine Vorgabe*.
default-cleared = In Ordnung, du hast keine Vorgabe mehr.
default-no-options = ohne Optionen
consent-no = Nur du kannst deine Bilder bearbeiten oder als Referenz benutzen, auf jedem Server. `allow: True` erlaubt es anderen.
rules-edits = **Bearbeitungen auf diesem Server**
rules-line = `{ $option }`: { $value }
rules-default = (Standard)
rules-yes = ja
rules-no = nein
refused-manager = Diesen Befehl kann nur benutzen, wer diesen Server verwalten darf.

## /mydata export, /mydata delete

export = Alles, was ich auf allen Servern über dich aufbewahre. Nur du kannst das sehen: Speichere es, wenn du es behalten möchtest.
export-part = Alles, was ich über dich aufbewahre, Teil { $part } von { $parts }.
forget-ask = Das löscht, was ich auf allen Servern über dich aufbewahre: deine Prompts und Einstellungen, die Bilder, die du mir gegeben hast, und wo deine Bilder zu finden sind. Die Bilder selbst bleiben in Discord, aber ihre Buttons funktionieren dann nicht mehr. Was auf deine Limits angerechnet wird, bleibt noch bis zu 30 Tage. Das lässt sich nicht rückgängig machen. Der Button funktioniert { $minutes } Minuten lang.
button-forget = Meine Daten löschen
forgotten = Gelöscht. Was auf deine Limits angerechnet wird, bleibt noch bis zu 30 Tage und ist dann anonym.
forgotten-unfinished = { $unfinished ->
    [one] { $unfinished } Bild von dir ist noch unterwegs; ich habe es in Ruhe gelassen. Benutze `/meinedaten löschen` noch einmal, wenn es fertig ist.
   *[other] { $unfinished } Bilder von dir sind noch unterwegs; ich habe sie in Ruhe gelassen. Benutze `/meinedaten löschen` noch einmal, wenn sie fertig sind.
}
forgotten-refusal = Andere können deine Bilder weiterhin nicht bearbeiten, denn die sind ja noch in Discord; `/meinedaten zustimmung` ändert das.
refused-forget-late = Diese Frage ist abgelaufen. Bitte benutze `/meinedaten löschen` noch einmal.
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
details-copy = -# Laut seinem Kennzeichen ist das eine Kopie von { $link }. Ein Kennzeichen kann gefälscht sein.
details-steps = Entstanden aus:
details-steps-more = … und { $more } davor
details-step = ↳ { $link } { $prompt }
details-step-private = ↳ einem Bild, das nur zu sehen bekam, wer es angefordert hat
details-step-unseen = ↳ einem Bild in einem Kanal, den du nicht sehen kannst
details-step-own = ↳ { $link } einem eigenen Bild eines Mitglieds
details-step-upload = ↳ einem Bild, das an den Befehl angehängt war
details-step-gone = ↳ { $link } einem älteren Bild
details-step-hidden = ↳ { $link } einem Bild, das der Moderation gemeldet wurde
details-command = Kopiere das, um es noch einmal zu benutzen:
details-command-long = -# Der Befehl ist zu lang für hier und steht deshalb in der angehängten Datei.
details-attach = [anhängen: { $options }] Ein Bild lässt sich damit nicht kopieren: Bitte hänge es selbst an.

## Edits

button-again = Noch einmal
button-remix = Remix…
button-edit = Bearbeiten…
button-extend = Zoomen / schwenken…
button-try = Versuchen mit…
button-details = Details
button-compare = Vorher / nachher
button-show = Allen zeigen
button-share = Teilen
button-repost = Teilen
button-send = An mich senden
button-goto = Hingehen
post-edited = bearbeitet aus { $link }
edit-title = Dieses Bild ändern
edit-words = Was geändert werden soll
edit-placeholder = mach den Himmel rot
edit-picture = Welches Bild
edit-picture-number = Bild { $number }
edit-provider = Welches Modell
edit-file = Maske oder Referenzbild (optional)
edit-file-use = Was sich ändern darf, und wofür die Datei ist
edit-file-auto = Alles; sieh dir die Datei an und entscheide du
edit-file-reference = Alles; die Datei ist ein Referenzbild
edit-file-mask = Was eine Maske markiert: ihre weißen oder durchsichtigen Stellen
edit-dropped = Dieses Modell nimmt weniger Dateien: { $dropped } von deinen habe ich weggelassen.
edit-took-reference = Ich habe deine Datei als Referenzbild verwendet: { $title } nimmt keine Masken.
edit-area = Nur dieser Teil: { $area }
edit-area-model = Nur { $title } kann bloß einen Teil eines Bildes ändern und macht deshalb diese Bearbeitung.
edit-area-shape = Mit `area` behält das Bild seine Form, deshalb habe ich `shape` weggelassen.
extend-title = Herauszoomen oder schwenken
extend-move = Wo mehr zu sehen sein soll
extend-words = Was das ganze Bild zeigt (optional)
extend-placeholder = Ohne: die Worte, mit denen das Bild entstand
extend-usual-words = mehr von derselben Szene
extend-zoom = { $step }× herauszoomen
extend-pan-left = Nach links schwenken
extend-pan-right = Nach rechts schwenken
extend-pan-up = Nach oben schwenken
extend-pan-down = Nach unten schwenken
remix-title = Dieses Bild abwandeln
remix-words = Prompt
remix-words-rest = Die letzten { $rest } Zeichen haben hier keinen Platz; sie bleiben am Ende, wie sie sind.
remix-shape = Format
remix-shape-kept = Wie es war ({ $size })
remix-style = Stil
style-none = Kein Stil
style-kept = Wie es war ({ $style })
remix-seed = Seed
remix-seed-new = Ein neuer
remix-seed-kept = { $seed } behalten
edit-instead = { $wanted } ist hier gerade nicht verfügbar, deshalb übernimmt { $title } diese Bearbeitung.
edit-not-here = { $title } ist hier gerade nicht verfügbar.
imagine-instead = { $wanted } ist hier gerade nicht verfügbar, deshalb übernimmt { $title }.
try-which = Welches Modell soll diesen Prompt versuchen?
try-choose = Wähle ein Modell
try-all = Alle, nebeneinander
style-choose = Oder wähle einen anderen Stil
try-dropped = Dieses Modell hat kein { $options }; das habe ich weggelassen.
shape-overruled = Ich habe { $options } benutzt und `shape` { $shape } weggelassen.
prompt-values = Aus deinem Prompt gelesen: { $values }.
prompt-values-left = { $title } kennt { $flags } nicht; das steht also weiter in deinem Prompt.
prompt-values-unusable = Mit { $flags } kann ich nichts anfangen; das steht also weiter in deinem Prompt.
comparison = Vorher (links) und nachher (rechts).
comparison-before = Vorher
comparison-after = Nachher
comparison-public = -# Zu { $link }, gezeigt von { $member }
comparison-shown = ✅ Jetzt sehen es hier alle: { $link }
comparison-there = Hier sehen es schon alle: { $link }
menu-edit = Dieses Bild bearbeiten
menu-reference = Als Referenz benutzen
menu-describe = Beschreiben, wie es entstand
hint-ping = Ich sehe nur Antworten, die mich erwähnen. Antworte noch einmal mit eingeschaltetem @ oder benutze Apps → „Dieses Bild bearbeiten“.
hint-direct = Plaudern kann ich nicht, aber Bilder erstellen: `/bild` macht eines aus deinen Worten, und `/bearbeiten` ändert eines.
hint-direct-replies = Du kannst auch auf ein Bild antworten und sagen, was sich ändern soll.
unclear-question = { $member } Soll ich das Bild so ändern, oder redest du nur darüber? Ich merke mir deine Antwort.
unclear-edits = 🎨 Bin dabei. Bis <t:{ $until }:D> nehme ich solche Antworten als Bearbeitung. Ein ❌ an deiner Antwort hält sie auf, solange sie wartet; danach frage ich wieder.
unclear-talk = Alles klar, solche Antworten lasse ich bis <t:{ $until }:D> in Ruhe. Um ein Bild zu ändern, sag, was ich tun soll, etwa „mach den Himmel grün“, oder erwähne mich.
refused-no-picture = In dieser Nachricht ist kein Bild. Bitte wähle eine mit einem Bild.
refused-unseen-picture = Discord zeigt mir diese Nachricht nicht. Bitte benutze bei ihr Apps → „Dieses Bild bearbeiten“.
refused-picture-number = In dieser Nachricht sind nur { $pictures } Bilder. Bitte wähle eines davon.
refused-nothing-here = Ich kenne hier noch kein Bild. Bitte hänge eines als `image` an oder antworte auf eines.
refused-no-history = Du kannst die früheren Nachrichten hier nicht lesen, deshalb nehme ich nicht das neueste Bild. Bitte hänge eines als `image` an.
refused-consent = Das Mitglied, dem dieses Bild gehört, lässt es andere nicht bearbeiten. Bitte wähle ein anderes.
refused-owner-only = Auf diesem Server kann ein Bild nur bearbeiten, wer es angefordert hat. Bitte erstelle ein eigenes.
refused-try-none = Kein anderes Modell kann das gerade erstellen. Bitte versuche es später noch einmal.
refused-no-editor = Hier kann gerade kein Modell Bilder bearbeiten. `/modelle` zeigt, warum.
refused-extend-here = Zum Herauszoomen und Schwenken braucht es { $title }, und das ist hier gerade nicht verfügbar. `/modelle` zeigt, warum.
refused-area-not-offered = { $title } nimmt gerade keine Masken, deshalb kann ich weder nur einen Teil eines Bildes ändern noch herauszoomen oder schwenken. Bitte versuche es später noch einmal.
refused-no-model = Dieses Modell gibt es nicht. Du kannst { $others } wählen.
refused-compare-one = Hier gibt es nur ein Modell, also nichts zu vergleichen.
refused-purged = Ich weiß nicht mehr, wie dieses Bild entstanden ist. Bitte benutze den Befehl.
refused-inputs-gone = Ich habe die Bilder nicht mehr, aus denen das entstanden ist. Bitte benutze den Befehl und hänge sie noch einmal an.
refused-comparison = Ich kann eines der beiden Bilder nicht mehr holen.
refused-comparison-post = Discord hat den Vergleich nicht angenommen. Drück bitte noch einmal auf *Allen zeigen*: Ich sehe erst nach, er wird also nicht zweimal da sein.
refused-comparison-unsure = Vielleicht habe ich das schon gezeigt, aber ich kann es nicht herausfinden. Schau bitte im Kanal nach.
refused-compared = Diese Nachricht zeigt zwei Bilder nebeneinander. Nimm bitte das bearbeitete Bild selbst.
refused-comparison-private = Das Original ist privat, deshalb kann nur vergleichen, wem es gehört.
shared = ✅ Jetzt sehen es hier alle: { $link }
shared-before = Das hast du schon geteilt: { $link }
refused-share-deleted = Das hast du schon geteilt, und die Nachricht wurde gelöscht.
refused-share-direct = Direktnachrichten lesen nur wir beide, hier gibt es also niemanden, mit dem du das teilen könntest.
refused-share-gone = Discord hat dieses Bild nicht mehr. Bitte erstelle es noch einmal.
refused-share-removed = Die Moderation dieses Servers hat dieses Bild entfernt, deshalb kann es hier nicht geteilt werden.
refused-share-closed = Discord lässt mich hier nichts posten. Bitte jemanden aus der Moderation um Hilfe und drück dann noch einmal auf *Teilen*.
refused-share-unsure = Ich weiß noch nicht, ob Discord das gepostet hat. Drück bitte noch einmal auf *Teilen*: Ich sehe erst nach, es wird also nicht zweimal da sein.
refused-share-busy = Ich teile das gerade schon. Bitte warte einen Moment.
show-private = Hier ist dein Bild. Nur du siehst das.
refused-own-picture = So ein fertiges Bild von dir kenne ich auf diesem Server nicht. Bitte wähle eines, das `/zeigen` vorschlägt.
refused-own-picture-direct = So ein fertiges Bild von dir kenne ich in unseren Direktnachrichten nicht. Bitte wähle eines, das `/zeigen` vorschlägt.
refused-own-age = Dieses Bild ist aus einem Kanal mit Altersbeschränkung, oder aus einem, den ich nicht mehr sehe. In einem Kanal mit Altersbeschränkung kannst du es zurückholen.
refused-own-deleted = Die Nachricht mit diesem Bild wurde gelöscht, darum habe ich es nicht mehr. *Noch einmal* macht ein neues.
refused-own-unseen = Den Kanal mit diesem Bild sehe ich nicht mehr. Bitte frag jemanden aus der Moderation.
refused-own-private = Dieses Bild wurde nur dir gezeigt, und ich hebe Bilder nicht auf: Der Bilddienst hat sie eine Stunde lang. *Noch einmal* macht ein neues.
refused-share-elsewhere = Dieses Bild wurde nur dir gezeigt, in <#{ $channel }>. Dort kannst du es teilen.
sent-originals = { $pictures ->
    [one] ✅ In deinen Direktnachrichten: die Originaldatei.
   *[other] ✅ In deinen Direktnachrichten: die { $pictures } Originaldateien.
 }
sent-posted = { $pictures ->
    [one] ✅ In deinen Direktnachrichten: die Datei, wie sie gepostet wurde. Originale gibt es nur eine Stunde lang; wurde sie verkleinert, damit sie passt, ist sie es auch hier.
   *[other] ✅ In deinen Direktnachrichten: die { $pictures } Dateien, wie sie gepostet wurden. Originale gibt es nur eine Stunde lang; wurde eine verkleinert, damit sie passt, ist sie es auch hier.
 }
sent-smaller = ✅ In deinen Direktnachrichten. Eine Datei musste ich verkleinern, da Discord dort nichts Größeres nimmt.
sent-from = -# Um diese Datei hast du gebeten: { $link }
refused-send-closed = Du nimmst keine Direktnachrichten von mir an, darum konnte ich nichts senden. Erlaube sie in den Privatsphäre-Einstellungen dieses Servers und drück dann noch einmal auf *An mich senden*.
refused-send-unsure = Ich weiß nicht, ob Discord es zugestellt hat. Sieh bitte in deine Direktnachrichten und drück noch einmal auf *An mich senden*, wenn es dort fehlt.
refused-send-busy = Ich sende das gerade schon. Bitte warte einen Moment.
refused-busy = Ich bin noch mit deiner letzten Anfrage dieser Art beschäftigt. Bitte warte einen Moment.
refused-comparison-busy = Ich vergleiche gerade noch zwei Bilder für dich. Bitte warte einen Moment.
refused-draft = Ich weiß nicht mehr, um welches Bild es ging. Bitte öffne das Fenster noch einmal.
refused-no-words = Bitte sag, was geändert werden soll.
refused-text-file = Ich kann deine `message.txt` nicht als Text lesen. Bitte schick sie als reinen Text in UTF-8.
refused-text-gone = Ich kann deine `message.txt` nicht von Discord laden. Bitte schick sie noch einmal.
refused-text-long = Dieser Text ist zu lang: Ich nehme bis zu { $most } Zeichen. Bitte kürze ihn.
refused-not-mine = Dieses Bild habe ich nicht erstellt, deshalb weiß ich nichts darüber.
refused-copy = Dieses Bild trägt mein Kennzeichen, aber ich kenne hier kein solches Bild, das du sehen kannst.

## /quota

quota-none = Hier gibt es kein Limit. Erstelle so viele Bilder, wie du möchtest.
quota-line = { $bar } { $whose ->
    [server] Dieser Server hat in { last-span } { used-of } verbraucht;
    [everywhere] Du hast in { last-span } auf allen Servern zusammen { used-of } verbraucht;
   *[member] Du hast in { last-span } { used-of } verbraucht;
} { $metric ->
    [dollars] ${ $left } übrig.
   *[pictures] { $left } übrig.
}
quota-operator = -# { $whose ->
    [server] Dieses Limit haben die Betreiber dieses Bots gesetzt.
   *[everywhere] Dieses Limit haben die Betreiber dieses Bots gesetzt, für alle Server zusammen.
}
quota-free-at = Das nächste kannst du <t:{ $at }:R> erstellen.
quota-next-at = { $metric ->
    [dollars] Du bekommst <t:{ $at }:R> etwas zurück.
   *[pictures] Du bekommst <t:{ $at }:R> eines zurück.
}
quota-jobs = **Deine letzten Bilder, und was jedes verbraucht hat**
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

limits-title = **Limits auf diesem Server**
limits-none = Es gibt keine: Mitglieder dürfen so viele Bilder erstellen, wie sie möchten. `/easel limits set` setzt eines.
limits-server = Alle Mitglieder zusammen: { $what }
limits-everyone = Jedes Mitglied: { $what }
limits-target = { $target }: { $what }
limits-what = { amount } in { span }
limits-more = { amount } mehr in { span }
limits-unlimited = kein Limit
limits-until = bis <t:{ $until }:f>
limits-operator = { $whose ->
    [server] (Limit der Betreiber)
   *[everywhere] (Limit der Betreiber, für alle Server zusammen)
}
limits-lower = ⚠️ Die Betreiber dieses Bots erlauben höchstens { $what }: Dieses niedrigere Limit gilt weiterhin.
refused-limits-amount = Bitte gib eines von `pictures`, `dollars` und `unlimited` an.
refused-limits-targets = Bitte gib höchstens eines von `member`, `role` und `together` an.
refused-limits-more = `more` gilt für ein `member`, mit `pictures` oder `dollars`.
refused-limits-unlimited = `unlimited` hebt jedes Limit auf. Bitte lass `per` weg.
refused-limits-clear = Nichts dergleichen ist gesetzt. `/easel limits list` zeigt, was gesetzt ist.
limits-edit = Limits dieses Servers
limits-each-pictures = Jedes Mitglied: Bilder in 24 Stunden
limits-each-dollars = Jedes Mitglied: Dollar in 30 Tagen
limits-all-pictures = Alle zusammen: Bilder in 24 Stunden
limits-all-dollars = Alle zusammen: Dollar in 30 Tagen
refused-amount-pictures = In „{ $field }“ passt eine ganze Zahl bis { $most }, oder nichts. Bitte öffne das Fenster noch einmal.
refused-amount-dollars = In „{ $field }“ passen Dollar wie 12,50, bis { $most }, oder nichts. Bitte öffne das Fenster noch einmal.

## /easel settings

panel = **Wie ich auf diesem Server arbeite.** Änderungen gelten sofort.
    Für den Rest gibt es `/easel rules set` (einzelne Kanäle), `/easel words add` (was abgelehnt werden soll) und `/easel limits set` (einzelne Mitglieder und Rollen).
panel-models = Welche Modelle benutzt werden dürfen
panel-models-none = Gar keine
panel-editor = Welches Modell ein Bild bearbeitet, wenn das Modell, das es erstellt hat, es nicht kann
panel-model = Welches Modell `/bild` benutzt
panel-model-first = Das erste verfügbare
panel-default = { $value } (Standard)
panel-not-offered = { $title } (gerade nicht verfügbar)
panel-replies = Wer ein Bild bearbeiten darf, indem er darauf antwortet
panel-everyone = Alle
panel-nobody = Niemand: Antworten sind nur Gespräch
panel-role = Mitglieder mit einer bestimmten Rolle
panel-log = Protokollkanal (Bilder, Ablehnungen, Änderungen)
panel-reports = Kanal für Meldungen von Mitgliedern
panel-no-channel = Keiner
panel-same-channel = Wie das Protokoll
panel-limits = Limits und Budget: wie viel erstellt werden darf
panel-limits-more = … und { $more } weitere: `/easel limits list`
panel-edit-limits = Limits…
panel-edit-budget = Budget…
panel-silent = ⚠️ Ich kann in <#{ $channel }> nicht schreiben. Bitte erlaube mir dort: { $permissions }.

## /easel budget, /easel pause, /easel resume

budget-none = Es gibt kein Budget; dieser Monat hat nach geschätzten Preisen bisher ${ $spent } gekostet. `/easel budget` setzt eines.
budget-line = { $bar } ${ $spent } von ${ $budget } sind diesen Monat nach geschätzten Preisen ausgegeben; am <t:{ $renewed }:D> beginnt es von vorn. Wenn es ausgegeben ist, { $then ->
    [stop] erstelle ich nichts mehr, was Geld kostet.
   *[other] erstellt `{ $then }` alles.
}
log-budget = { $percent ->
    [100] 🛑 Das Monatsbudget ist aufgebraucht: ${ $spent } von ${ $budget } sind ausgegeben. Bis es von vorn beginnt oder `/easel budget` es ändert, { $then ->
        [stop] lehne ich ab, was mehr kostet, als übrig ist.
       *[other] erstellt `{ $then }`, was mehr kostet, als übrig ist.
    }
   *[other] 💰 { $percent } % des Monatsbudgets sind ausgegeben: ${ $spent } von ${ $budget }.
}
budget-fell-back = Das Monatsbudget dieses Servers ist ausgegeben, deshalb erstellt { $title } das hier.
budget-dropped = Es hat kein { $options }; das habe ich weggelassen.
paused = Angehalten: Bis `/easel resume` nehme ich auf diesem Server keine Anfragen an. Bilder, die unterwegs sind, werden noch gepostet.
resumed = Ich nehme auf diesem Server wieder Anfragen an.
budget-edit = Budget dieses Servers
budget-dollars = Dollar im Kalendermonat
budget-no-dollars = kein Budget
budget-then = Wenn es ausgegeben ist
budget-stop = Ich erstelle nichts mehr, was Geld kostet
budget-takes-over = { $title } erstellt alles

## The log of a server, and /easel log

log-posted = 🖼️ { $facts }
log-shared = 🖼️ { $member } hat ein privates Bild geteilt: { $link }
log-reposted = 🖼️ { $member } hat ein eigenes Bild noch einmal gepostet: { $link }
log-showcased = ⭐ Ein Bild von { $member } ist im Schaufenster: { $link }
log-contest-over = 🏆 Der Wettbewerb in { $channel } ist vorbei. Gewonnen hat: { $members }
log-contest-bonus = 🎁 { $member } hat einen Wettbewerb gewonnen und bekommt eine Zeit lang { $pictures ->
    [one] ein Bild
   *[other] { $pictures } Bilder
} mehr, zusätzlich zu jedem Limit.
log-pictures = { $pictures } Bilder
log-alone = nur dem Mitglied gezeigt
log-refused = 🚫 { $member }: { $why }
log-declined = 🛑 { $member }: { $declined } Anfragen hintereinander haben gegen die Inhaltsregeln verstoßen; das Mitglied muss bis <t:{ $until }:t> warten.
log-trouble = ⚠️ { $what }
log-changed = 🔧 { $member } hat `/easel { $action }` benutzt
log-changed-facts = 🔧 { $member } hat `/easel { $action }` benutzt: { $facts }
log-fact = { $name }: { $value }
log-default = Standard
log-title = **Protokoll und Meldungen auf diesem Server**
log-off = aus
log-reports-public = ⚠️ Alle können { $channel } lesen, wohin gemeldete Bilder gehen. Bitte wähle als `reports` einen Kanal, den nur die Moderation sieht.
refused-log = Ich kann in { $channel } nicht schreiben. Bitte erlaube mir dort: { $permissions }.
log-left-out = … { $lines } Zeilen, die hierher gehören, konnte ich nicht posten.
trouble-credits = Der Bilddienst erstellt keine Bilder für mich: Mein Konto hat kein Guthaben mehr. Das müssen die Betreiber dieses Bots beheben.
trouble-key = Der Bilddienst erstellt keine Bilder für mich: Er nimmt meinen Schlüssel nicht an. Das müssen die Betreiber dieses Bots beheben.
trouble-account = Der Bilddienst erstellt keine Bilder für mich: Mit meinem Konto stimmt etwas nicht. Das müssen die Betreiber dieses Bots beheben.
trouble-own-server = Ich kann mit Stable Diffusion keine Bilder erstellen: Der Server dafür ist nicht richtig eingerichtet. Das müssen die Betreiber dieses Bots beheben.
trouble-showcase = Ich kann nicht in { $channel } schreiben, wo Bilder mit Sternen gezeigt werden sollen. Bitte erlaube mir, den Kanal und seinen Verlauf zu sehen und dort Nachrichten und Dateien zu senden.
trouble-contest = Ich kann nicht in { $channel } schreiben, wo ein Wettbewerb lief. Bitte erlaube mir, den Kanal zu sehen und dort Nachrichten zu lesen und zu senden.
trouble-themes = Ich kann nicht in { $channel } schreiben, wo jeden Tag ein Thema gepostet werden soll. Bitte erlaube mir, den Kanal zu sehen und dort Nachrichten zu senden.

## /easel history

history-title = **Änderungen an den Einstellungen dieses Servers**, die neuesten zuerst
history-line = <t:{ $at }:f> { $change }
history-more = -# Das sind die neuesten { $count } Änderungen.
history-none = Hier hat noch niemand etwas geändert.

## The card in a server that the bot was just added to

welcome-title = ### 👋 Hallo, ich erstelle Bilder
welcome-make = Benutze { $imagine } und sag, was du sehen willst; das Bild erscheint in dem Kanal, in dem du fragst.
welcome-models = Wenn du das Modell selbst wählen willst, benutze { $commands }.
welcome-reply = Um ein Bild zu ändern, antworte darauf und schreib, wie, zum Beispiel „mach es dunkel“. Lass dabei das @ eingeschaltet. Du kannst auch darunter auf *Bearbeiten…* drücken oder { $command } benutzen.
welcome-edit = Um ein Bild zu ändern, drück darunter auf *Bearbeiten…* und schreib, wie, oder benutze { $command }.
welcome-remix = Um andere Worte auszuprobieren, drück unter einem Bild auf *Remix…*: Seine Worte öffnen sich in einem Fenster, in dem du sie änderst und wieder abschickst.
welcome-limits = **Limits auf diesem Server**
welcome-limit = { $whose ->
    [server] Alle Mitglieder zusammen: { amount } in { span }
   *[member] Jedes Mitglied: { amount } in { span }
}
welcome-no-limits = Auf diesem Server gibt es keine Limits: Mitglieder dürfen so viele Bilder erstellen, wie sie möchten.
welcome-settings = Wer diesen Server verwalten darf, ändert das mit { $command }.

## /easel usage

usage-none = Seit <t:{ $since }:f> hat auf diesem Server niemand Bilder angefordert.
usage-total = **Seit <t:{ $since }:f>:** { $pictures } von { $members }, nach Listenpreisen für etwa ${ $price }.
usage-total-unpriced = **Seit <t:{ $since }:f>:** { $pictures } von { $members }; die Preise sind nicht bekannt.
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
usage-part = { $name }: { $pictures }, ${ $price }
usage-part-unpriced = { $name }: { $pictures }
usage-models = **Nach Modell** (Bilder, Dollar nach Listenpreisen): { $parts }
usage-members-listed = **Nach Mitglied**: { $parts }
usage-others = andere
usage-by-model = Bilder nach Modell
usage-by-member = Bilder nach Mitglied
usage-dollars-by-model = Dollar nach Modell
usage-dollars-by-member = Dollar nach Mitglied
usage-note = -# Zeiten sind UTC. Fehlgeschlagene und abgebrochene Bilder fehlen. In der Tabelle steht alles.
usage-note-too-large = -# Zeiten sind UTC. Fehlgeschlagene und abgebrochene Bilder fehlen. Die Tabelle ist zu groß für Discord: Bitte nimm einen kürzeren Zeitraum.
usage-alt = Balken von { $first } bis { $last } UTC: Bilder und Dollar, nach Modell und nach Mitglied. Nach Modell: { $models }. Nach Mitglied: { $members }.

## /easel words

words-added = Prompts mit „{ $word }“ werden ab jetzt abgelehnt. Wörter auf der Liste: { $count }.
words-removed = „{ $word }“ ist nicht mehr auf der Liste; Prompts dürfen es wieder enthalten. Wörter auf der Liste: { $count }.
words-none = Die Liste ist leer: Prompts dürfen jedes Wort enthalten. `/easel words add` fügt eines hinzu.
words-title = **Wörter, die Prompts auf diesem Server nicht enthalten dürfen** ({ $count })
words-hit = 🚫 Das enthält „{ $word }“ und würde abgelehnt.
words-pass = ✅ Das enthält nichts von der Liste und würde angenommen.
refused-words-nothing = Darin ist kein Buchstabe, keine Ziffer und kein Zeichen, nach dem ich suchen könnte. Bitte gib ein Wort an.
refused-words-there = „{ $word }“ steht schon auf der Liste.
refused-full = Mehr als { $most } davon haben auf einem Server keinen Platz. Bitte entferne zuerst etwas.
refused-words-full = Die Liste ist mit { $most } Wörtern voll. Bitte entferne zuerst eines.
refused-words-unknown = „{ $word }“ steht nicht auf der Liste; `/easel words list` zeigt, was darauf steht.
styles-none = Es gibt keine Stile. `/easel styles add` fügt einen hinzu: einen Namen, und die Worte, die zum Prompt kommen, wenn man ihn wählt.
styles-title = **Stile dieses Servers**
styles-line = **{ $name }**: { $words }
styles-example = (zum Beispiel „{ $example }“)
styles-model = · { $title }
refused-styles-unknown = Einen Stil mit diesem Namen gibt es nicht. `/easel styles list` zeigt, was es gibt.
refused-styles-blank = Bitte wähle einen Namen und Worte, die man sieht.
refused-word = Prompts dürfen auf diesem Server „||{ $word }||“ nicht enthalten. Bitte versuche es mit anderen Worten.

## Schaufenster und Wettbewerbe

showcase-on = ⭐ Bilder, denen mindestens { $stars } Mitglieder einen Stern geben, werden in { $channel } gezeigt.
showcase-off = Es wird nichts gezeigt: Es gibt kein Schaufenster. `/easel showcase` richtet eines ein.
refused-showcase-channel = Es gibt noch kein Schaufenster. Bitte wähle auch seinen Kanal (`channel`).
contest-title = ### 🏆 Wettbewerb: { $theme }
contest-how = Drücke *Teilnehmen* und wähle ein fertiges Bild von dir: { $each ->
    [one] eines für jedes Mitglied
   *[other] bis zu { $each } für jedes Mitglied
}. Stimme mit ⭐ unter den Beiträgen ab, für so viele du willst; Sterne für das eigene Bild zählen nicht. Er endet <t:{ $ends }:R>.
contest-prize = Wer gewinnt, bekommt { $days ->
    [one] einen Tag
   *[other] { $days } Tage
} lang { $pictures ->
    [one] ein Bild
   *[other] { $pictures } Bilder
} mehr, zusätzlich zu jedem Limit.
contest-started = ✅ Der Wettbewerb läuft in { $channel }.
contest-ended = ✅ Der Wettbewerb ist zu Ende. Ich zähle jetzt die Sterne und poste dann das Ergebnis.
contest-none = Hier gab es noch keinen Wettbewerb. `/easel contest start` beginnt einen.
contest-running = 🏆 **{ $theme }**, offen bis <t:{ $ends }:f>
contest-over = 🏆 **{ $theme }** ist vorbei.
contest-counting = Die Sterne werden gezählt.
contest-empty = Es nimmt kein Bild teil.
contest-line = { $number }. { $member }: { $link }
contest-line-votes = { $number }. { $member }: { $link } — { $votes } ⭐
contest-won = { $count ->
    [one] Mit { $votes } ⭐ hat gewonnen:
   *[other] Mit je { $votes } ⭐ gibt es { $count } Gewinnerbilder:
}
contest-nobody = Kein Bild hat einen Stern bekommen, also hat niemand gewonnen.
contest-bonus = 🎁 { $days ->
    [one] Einen Tag
   *[other] { $days } Tage
} lang { $pictures ->
    [one] ein Bild
   *[other] { $pictures } Bilder
} mehr, zusätzlich zu jedem Limit.
contest-choose = Mit welchem Bild nimmst du an „{ $theme }“ teil? Ich poste es hier mit deinem Namen.
contest-which = Wähle ein Bild
contest-entered = ✅ Du nimmst mit Nummer { $number } teil: { $link }
button-enter = Teilnehmen
button-entries = Beiträge
refused-contest-running = Auf diesem Server läuft schon ein Wettbewerb. `/easel contest end` beendet ihn.
refused-contest-none = Auf diesem Server läuft kein Wettbewerb.
refused-contest-channel = Discord lässt mich hier nicht posten. Bitte erlaube es mir und beginne den Wettbewerb dann noch einmal.
refused-contest-theme = Bitte wähle ein Thema, das man sehen kann.
refused-contest-over = Dieser Wettbewerb ist vorbei.
refused-contest-nothing = Du hast hier kein fertiges Bild, das alle sehen können. Erstelle erst eines, zum Beispiel mit `/bild`.
refused-contest-private = Dieses Bild wurde nur dir gezeigt. Bitte teile es erst, dann kannst du damit teilnehmen.
refused-contest-entered = Dieses Bild nimmt schon teil.
refused-contest-mine = Du nimmst schon mit so vielen Bildern teil, wie jedes Mitglied darf.
refused-contest-full = In diesem Wettbewerb ist kein Platz mehr für weitere Bilder.
refused-contest-posted = Dieses Bild wurde in diesem Kanal schon noch einmal gepostet, also kann ich es hier nicht wieder posten. Bitte wähle ein anderes.
refused-contest-closed = Discord lässt mich dieses Bild hier nicht posten. Bitte frage einen Moderator.
refused-contest-unsure = Ich weiß noch nicht, ob Discord deinen Beitrag gepostet hat. Ich sehe in ein paar Minuten nach und poste ihn, falls er fehlt.
theme-today = ### 🎨 Thema des Tages: { $theme }
    Zeigt, was ihr daraus macht.
themes-never = Es wird kein Thema gepostet. `/easel themes daily` legt fest, wo und wann.
themes-daily = In { $channel } wird jeden Tag um { $hour } UTC ein Thema gepostet. **Themen, das nächste zuerst:**
themes-none = Es gibt keine Themen. `/easel themes add` fügt eines hinzu.
refused-themes-unknown = So ein Thema gibt es nicht. `/easel themes list` zeigt, welche es gibt.
refused-themes-channel = Es wird noch kein Thema gepostet. Bitte wähle auch den Kanal (`channel`).

## /easel block, /easel unblock, /easel blocks

blocked = { $member } kann auf diesem Server keine Bilder erstellen, bis du die Sperre aufhebst. Das Mitglied liest: „{ $reason }“
blocked-until = { $member } kann auf diesem Server bis <t:{ $until }:f> keine Bilder erstellen. Das Mitglied liest: „{ $reason }“
unblocked = { $member } kann auf diesem Server wieder Bilder erstellen.
blocks-none = Auf diesem Server ist niemand gesperrt.
blocks-title = **Mitglieder, die auf diesem Server keine Bilder erstellen können** ({ $count })
blocks-line = • { $member }, bis die Sperre aufgehoben wird: { $reason }
blocks-line-until = • { $member } bis <t:{ $until }:f>: { $reason }
refused-block-bot = Bots fordern keine Bilder an, deshalb gibt es da nichts zu sperren. Bitte wähle ein Mitglied.
refused-block-manager = { $member } darf diesen Server verwalten und könnte die Sperre gleich wieder aufheben. Bitte wähle ein anderes Mitglied.
refused-block-reason = Bitte gib einen Grund an, den das Mitglied lesen kann.
refused-not-blocked = { $member } ist nicht gesperrt; `/easel blocks` listet auf, wer es ist.
refused-blocked = Du kannst auf diesem Server keine Bilder erstellen: „{ $reason }“ Wenn du meinst, dass das nicht stimmt, frag bitte die Moderation.
refused-blocked-until = Du kannst auf diesem Server bis <t:{ $until }:f> keine Bilder erstellen: „{ $reason }“ Wenn du meinst, dass das nicht stimmt, frag bitte die Moderation.
refused-blocked-elsewhere = Die Moderation eines Servers lässt dich dort keine Bilder erstellen, und deshalb auch nicht in Direktnachrichten: „{ $reason }“ Wenn du meinst, dass das nicht stimmt, frag sie bitte.
refused-blocked-elsewhere-until = Die Moderation eines Servers lässt dich dort bis <t:{ $until }:f> keine Bilder erstellen, und deshalb auch nicht in Direktnachrichten: „{ $reason }“ Wenn du meinst, dass das nicht stimmt, frag sie bitte.
refused-barred = Du kannst mit mir keine Bilder erstellen: „{ $reason }“ Wenn du meinst, dass das nicht stimmt, frag bitte die Betreiber dieses Bots.
refused-barred-bare = Du kannst mit mir keine Bilder erstellen. Wenn du meinst, dass das nicht stimmt, frag bitte die Betreiber dieses Bots.
refused-barred-until = Du kannst mit mir bis <t:{ $until }:f> keine Bilder erstellen: „{ $reason }“ Wenn du meinst, dass das nicht stimmt, frag bitte die Betreiber dieses Bots.
refused-barred-bare-until = Du kannst mit mir bis <t:{ $until }:f> keine Bilder erstellen. Wenn du meinst, dass das nicht stimmt, frag bitte die Betreiber dieses Bots.
refused-blocked-openly = Du kannst auf diesem Server zurzeit keine Bilder erstellen. `/bild` zeigt nur dir, warum.

## /easel avatar

avatar-set = Das ist jetzt mein Bild auf diesem Server. Es kann einen Moment dauern, bis Discord es überall zeigt.
avatar-reset = Auf diesem Server habe ich wieder das Bild, das ich überall habe.
refused-avatar-nothing = Bitte wähle ein `picture` oder nimm meines mit `reset: True` zurück.
refused-avatar-picture = So ein Bild, das hier alle sehen dürfen, kenne ich auf diesem Server nicht. Bitte gib mir den Link zu seiner Nachricht oder wähle eines von deinen.
refused-avatar-veiled = Dieses Bild ist ein Spoiler oder aus einem altersbeschränkten Kanal, deshalb kann es nicht meines werden. Bitte wähle ein anderes.
refused-avatar-unreadable = Aus diesem Bild kann ich keinen Avatar machen. Bitte wähle ein anderes.
refused-avatar-soon = Discord lässt mich mein Bild nur ab und zu ändern. Bitte versuche es <t:{ $at }:R> noch einmal.
refused-avatar-discord = Discord nimmt dieses Bild nicht an. Bitte wähle ein anderes.
refused-avatar-unsure = Ich weiß nicht, ob Discord mein Bild geändert hat. Bitte sieh nach und versuche es gleich noch einmal, falls nicht.

## Rules of a server, /easel rules and /easel explain

refused-paused = Ich mache auf diesem Server gerade Pause. Bitte versuche es später noch einmal.
refused-rule-works = In diesem Kanal erstelle ich keine Bilder. Bitte benutze einen anderen.
refused-rule-elsewhere = In diesem Kanal erstelle ich keine Bilder. Bitte benutze { $channels }.
refused-rule-provider = { $title } ist hier ausgeschaltet. Bitte versuche { $others }.
refused-rule-no-provider = { $title } ist hier ausgeschaltet, wie jedes andere Modell dafür. Bitte benutze einen anderen Kanal.
refused-rule-age = { $title } ist auf diesem Server nur für Kanäle mit Altersbeschränkung. Bitte benutze es in einem davon.
refused-rule-side = `{ $option }` verlangt mehr als { $cap } Pixel pro Seite, mehr gibt es in diesem Kanal nicht. Bitte nimm weniger.
refused-rule-cap = `{ $option }` darf in diesem Kanal höchstens { $cap } sein. Bitte nimm nicht mehr als das.
refused-role-provider = { $roles ->
    [none] { $title } gehört auf diesem Server nicht zu dem, was deine Rollen erlauben.
   *[other] Auf diesem Server ist { $title } für Mitglieder mit { $roles }.
} Bitte versuche { $others }.
refused-role-no-provider = { $roles ->
    [none] { $title } gehört auf diesem Server nicht zu dem, was deine Rollen erlauben.
   *[other] Auf diesem Server ist { $title } für Mitglieder mit { $roles }.
} Auch kein anderes Modell macht das hier für dich.
refused-role-side = `{ $option }` verlangt mehr als { $cap } Pixel pro Seite, mehr erlauben deine Rollen nicht. Bitte nimm weniger.
refused-role-cap = `{ $option }` darf mit deinen Rollen höchstens { $cap } sein. Bitte nimm nicht mehr als das.
refused-reply-role = Nur Mitglieder mit der Rolle { $role } können hier Bilder bearbeiten, indem sie antworten. Bitte benutze `/bearbeiten`.
refused-unseen-channel = Discord zeigt mir diesen Kanal gerade nicht. Bitte versuche es in einer Minute noch einmal oder in einem anderen.
rules-title = **Regeln auf diesem Server**
rules-none = Nichts ist gesetzt: Ich arbeite in jedem Kanal, mit jedem Modell und in jeder Größe.
rules-of = **{ $place }**: { $rules }
rules-server = der ganze Server
rules-holding = **Welche Regeln gelten in: { $place }**
rules-held = `{ $option }`: { $value } { $level ->
    [channel] (gesetzt für <#{ $place }>)
    [category] (gesetzt für die Kategorie <#{ $place }>)
    [server] (gesetzt für den ganzen Server)
    [role] (gesetzt für <@&{ $place }>)
    [edits] (durch `/easel edits`)
   *[default] (Standard)
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
rules-role = **Regeln für Mitglieder mit { $role }**
rules-role-none = Für { $role } ist nichts mehr gesetzt: Es gilt dasselbe wie für andere Mitglieder.
rules-role-note = -# Jede gilt anstelle dessen, was für den ganzen Server gesetzt ist. Von mehreren Rollen zählt die großzügigste. Was für einen Kanal oder eine Kategorie gesetzt ist, gilt weiterhin.
refused-rules-nothing = Bitte wähle mindestens eine Regel, die gesetzt werden soll.
refused-rules-provider = Bitte wähle `provider`, und dazu `allowed`, `age_restricted` oder beides.
refused-rules-role = Bitte wähle `replies: Rolle`, und dazu die Rolle als `reply_role`.
refused-rules-role-where = Die Regeln einer Rolle gelten auf dem ganzen Server. Bitte wähle entweder `role` oder `where`.
refused-rules-role-only = Für eine Rolle gibt es Regeln zu Modellen (`provider` und `allowed`), `largest_size`, `quality` und `count`. Bitte setze alles andere ohne `role`.
refused-rules-unset = Dort ist nichts dergleichen gesetzt. `/easel rules list` zeigt, was gesetzt ist.
explain-yes = ✅ **Ja, { $member } kann jetzt in { $channel } ein Bild erstellen.**
explain-no = 🚫 **Nein, { $member } kann jetzt in { $channel } kein Bild erstellen:** { $why }
explain-why-blocked = gesperrt, bis du die Sperre aufhebst.
explain-why-blocked-until = gesperrt bis <t:{ $until }:f>.
explain-why-paused = dieser Server ist angehalten, bis `/easel resume`.
explain-why-works = nach den Regeln arbeite ich in diesem Kanal nicht (`works`).
explain-why-permissions = mir fehlen dort diese Berechtigungen: { $permissions }.
explain-why-member-permissions = dem Mitglied fehlen dort diese Berechtigungen: { $permissions }.
explain-why-timed-out = Auszeit bis <t:{ $timed_out }:f>.
explain-why-locked = der Thread ist gesperrt, darin kann nur die Moderation Bilder erstellen.
explain-why-models = gerade kann dort kein Modell benutzt werden.
explain-why-word = der Prompt enthält „{ $word }“ aus der Wortliste.
explain-why-limit = { $whose ->
    [server] das Limit dieses Servers
    [everywhere] das Limit der Betreiber
   *[member] das Limit des Mitglieds
} ist aufgebraucht ({ used-of } in { last-span }), bis <t:{ $free_at }:f>.
explain-why-over-limit = das Limit von { amount } in { span } reicht für kein einziges Bild.
explain-why-budget = das Monatsbudget dieses Servers reicht für kein Bild mehr, bis <t:{ $renewed }:f>.
explain-why-operator = das Ausgabenlimit der Betreiber dieses Bots ist erreicht.
explain-why-failed = { $failed } Anfragen des Mitglieds sind in der letzten Stunde fehlgeschlagen; es muss eine Weile warten.
explain-why-declined = { $declined } Anfragen des Mitglieds nacheinander verstießen gegen die Inhaltsregeln; es muss bis <t:{ $until }:f> warten.
explain-why-lost = mehrere Bilder des Mitglieds konnten heute nicht zugestellt werden.
explain-why-line-mine = { $waiting } Bilder des Mitglieds sind schon unterwegs.
explain-why-line-all = die Warteschlange ist voll.
explain-not-blocked = ✅ Nicht gesperrt.
explain-blocked = 🚫 Gesperrt: „{ $reason }“
explain-blocked-until = 🚫 Gesperrt bis <t:{ $until }:f>: „{ $reason }“
explain-not-paused = ✅ Dieser Server ist nicht angehalten.
explain-paused = 🚫 Dieser Server ist angehalten: Bis `/easel resume` erstelle ich hier keine Bilder.
explain-may-post = ✅ Ich darf dort Bilder posten.
explain-permissions = 🚫 Ich kann dort keine Bilder posten. Bitte erlaube mir: { $permissions }.
explain-not-offered = ⚠️ Gerade nicht verfügbar: { $titles }.
explain-role = ✅ Dieses Mitglied hat diese Rolle.
explain-no-role = 🚫 Dieses Mitglied hat diese Rolle nicht.
explain-no-limits = Für dieses Mitglied gilt kein Limit.
explain-limit = { $whose ->
    [server] Alle Mitglieder zusammen
   *[member] Dieses Mitglied
}: { used-of } in { span } { $origin ->
    [server] (gesetzt für den ganzen Server)
    [everyone] (gesetzt für jedes Mitglied)
    [role] (gesetzt für <@&{ $target }>)
    [member] (gesetzt für dieses Mitglied)
    [operator] (Limit der Betreiber)
   *[default] (Standard)
}
explain-extra = { $metric ->
    [dollars] ${ $extra }
   *[pictures] { $extra }
} davon obendrauf
explain-budget = 🚫 Das Budget für diesen Monat ist ausgegeben; `/easel budget` zeigt es.
explain-word = 🚫 Der Prompt enthält „{ $word }“ aus der Wortliste.
explain-no-word = ✅ Der Prompt enthält nichts aus der Wortliste.
explain-words = Wörter, die Prompts nicht enthalten dürfen: { $count }. Mit `prompt` prüfe ich einen.

## Reports

menu-report = Dieses Bild melden
report-why = Grund (freiwillig)
report-why-note = Die Moderation bekommt ihn mit dem Bild.
report-done = Danke. Ich habe das Bild verborgen, und die Moderation sieht es sich an.
report-known = Dieses Bild wurde schon gemeldet, und die Moderation sieht es sich an.
report-told = Danke. Ich habe der Moderation Bescheid gesagt; sie entscheidet, ob das Bild bleiben darf.
report-restored = Die Moderation hat sich dieses Bild angesehen, und es darf bleiben. Wenn sich daran etwas geändert hat, schreib bitte jemandem von ihr.
report-removed = Die Moderation hat dieses Bild schon entfernt.
report-not-hidden = Danke. Ich habe der Moderation Bescheid gesagt, konnte das Bild aber nicht verbergen.
report-hidden-here = 🚩 Dieses Bild ist verborgen, während die Moderation es sich ansieht.
report-removed-here = 🚩 Die Moderation hat dieses Bild entfernt.
report-notice = 🚩 { $reporter } hat ein Bild gemeldet, das { $member } angefordert hat: { $link }
report-by-somebody = Ein Mitglied
report-reason = Angegebener Grund: „{ $reason }“
report-notice-again = Es wurde schon einmal wiederhergestellt, deshalb habe ich es nicht noch einmal verborgen.
report-notice-blocked = Wer es gemeldet hat, ist gesperrt, deshalb habe ich es nicht verborgen.
button-restore = Wiederherstellen
button-remove = Entfernen
button-block = Mitglied sperren…
block-title = Sperren, wer dieses Bild angefordert hat
block-reason = Grund (das Mitglied liest ihn)
block-reason-default = Ein Bild von dir wurde der Moderation gemeldet.
report-restored-done = Wiederhergestellt.
report-removed-done = Entfernt. Niemand auf diesem Server kann es mehr als Eingabe benutzen.
report-restored-by = ✅ Wiederhergestellt von { $moderator }.
report-removed-by = 🗑️ Entfernt von { $moderator }.
report-blocked-by = 🚫 { $member } wurde von { $moderator } gesperrt.
log-report-restored = 🚩 { $moderator } hat ein gemeldetes Bild wiederhergestellt: { $picture }
log-report-removed = 🚩 { $moderator } hat ein gemeldetes Bild entfernt: { $picture }
refused-report-what = Der Moderation lassen sich nur Bilder melden, die ich für alle sichtbar gepostet habe. Für alles andere benutze bitte die Meldung von Discord selbst.
refused-report-compared = Melde bitte das bearbeitete Bild selbst. Diese Nachricht verschwindet dann auch.
refused-report-channel = Ich erreiche die Moderation dieses Servers nicht, deshalb habe ich das Bild nicht verborgen. Bitte schreib jemandem von ihr.
refused-report-often = Die Moderation hat sich { $waiting } Bilder, die du gemeldet hast, noch nicht angesehen. Bitte warte auf sie oder schreib jemandem von ihr.
refused-report-fetch = Ich konnte das Bild nicht von Discord holen, um es der Moderation zu zeigen. Bitte versuche es noch einmal.
refused-report-unknown = Ich kenne diese Meldung nicht mehr. Bitte melde das Bild noch einmal.
refused-report-busy = Gerade meldet jemand dieses Bild oder entscheidet darüber. Bitte versuche es gleich noch einmal.
refused-report-removed = Dieses Bild wurde schon entfernt und lässt sich deshalb nicht wiederherstellen.
refused-report-restore = Ich konnte das Bild nicht wiederherstellen. Bitte sorge dafür, dass ich diesen Kanal sehen und dort Dateien anhängen darf und dass sein Thread offen ist; dann versuche es noch einmal.
refused-report-remove = Es kann nicht mehr als Eingabe benutzt werden, aber ich konnte das Bild nicht aus seiner Nachricht nehmen. Bitte lösche die Nachricht oder versuche es noch einmal.
refused-reported = Dieses Bild wurde der Moderation gemeldet und kann deshalb gerade nicht benutzt werden.
refused-hidden = Dieses Bild wurde der Moderation gemeldet; wie es entstanden ist, kann deshalb nur sie lesen.
refused-moderator = Über Meldungen kann nur entscheiden, wer hier Nachrichten verwalten darf.
refused-input-removed = `{ $option }` wurde von der Moderation dieses Servers entfernt und kann hier deshalb nicht benutzt werden. Bitte nimm ein anderes Bild.

## What Discord shows beside each command

command-easel = Legt fest, wie ich auf diesem Server arbeite
command-easel-avatar = Wählt mein Bild auf diesem Server unter denen, die hier erstellt wurden
command-easel-block = Hält ein Mitglied auf diesem Server davon ab, Bilder zu erstellen
command-easel-blocks = Zeigt, wer auf diesem Server keine Bilder erstellen kann
command-easel-budget = Legt fest, was ein Monat kosten darf und was danach geschieht; zeigt, was ausgegeben ist
command-easel-settings = Zeigt und ändert die häufigsten Einstellungen auf einen Blick
command-easel-showcase = Zeigt Bilder, denen Mitglieder Sterne geben, in einem eigenen Kanal
command-easel-contest = Veranstaltet einen Wettbewerb: ein Thema, Bilder von Mitgliedern, Stimmen durch Sterne
command-easel-contest-start = Beginnt einen Wettbewerb in diesem Kanal
command-easel-contest-end = Beendet den Wettbewerb jetzt, zählt die Sterne und postet das Ergebnis
command-easel-contest-show = Zeigt den neuesten Wettbewerb und seine Beiträge
command-easel-pause = Nimmt auf diesem Server keine Anfragen an, bis du es wieder erlaubst
command-easel-resume = Nimmt auf diesem Server wieder Anfragen an
command-easel-limits = Legt fest, wie viel Mitglieder erstellen dürfen
command-easel-limits-set = Setzt ein Limit für jedes Mitglied, ein Mitglied, eine Rolle oder alle zusammen
command-easel-limits-list = Zeigt alle Limits dieses Servers
command-easel-limits-clear = Entfernt ein Limit für jedes Mitglied, ein Mitglied, eine Rolle oder alle zusammen
command-easel-edits = Legt fest, wie auf diesem Server Bilder bearbeitet werden, und zeigt, was gilt
command-easel-explain = Zeigt, was ein Mitglied in einem Kanal darf, was es verhindert und warum
command-easel-log = Legt die Kanäle für mein Protokoll und für Meldungen fest und zeigt, was gilt
command-easel-history = Zeigt, wer wann was an den Einstellungen dieses Servers geändert hat
command-easel-rules = Legt fest, was in einem Kanal, in einer Kategorie, für eine Rolle oder auf dem ganzen Server gilt
command-easel-rules-clear = Entfernt Regeln eines Ortes oder einer Rolle und zeigt, was dann gilt
command-easel-rules-list = Zeigt alle Regeln, die auf diesem Server gesetzt sind
command-easel-rules-set = Setzt Regeln für einen Kanal, eine Kategorie, eine Rolle oder den ganzen Server und zeigt, was gilt
command-easel-styles = Bietet Stile an: Worte, die Mitglieder ihren Prompts hinzufügen lassen können
command-easel-styles-add = Fügt einen Stil hinzu oder ändert ihn
command-easel-styles-list = Zeigt die Stile dieses Servers
command-easel-styles-remove = Entfernt einen Stil
command-easel-themes = Postet jeden Tag ein Thema aus deiner eigenen Liste
command-easel-themes-add = Setzt ein Thema auf die Liste
command-easel-themes-list = Zeigt die Themen, und wo und wann eines gepostet wird
command-easel-themes-remove = Nimmt ein Thema von der Liste
command-easel-themes-daily = Legt fest, wo und wann jeden Tag ein Thema gepostet wird
command-easel-unblock = Lässt ein gesperrtes Mitglied auf diesem Server wieder Bilder erstellen
command-easel-usage = Zeigt, was auf diesem Server erstellt wurde, von wem und mit welchem Modell
command-easel-words = Legt Wörter fest, die Prompts auf diesem Server nicht enthalten dürfen
command-easel-words-add = Lehnt Prompts ab, in denen ein Wort, eine Wendung oder ein Emoji vorkommt
command-easel-words-list = Zeigt, welche Wörter Prompts nicht enthalten dürfen
command-easel-words-remove = Nimmt ein Wort von der Liste, sodass Prompts es wieder enthalten dürfen
command-easel-words-test = Zeigt, ob ein Prompt mit diesen Worten abgelehnt würde, und wegen welcher
command-edit = Ändert ein Bild mit Worten: deines oder das neueste hier
command-flux = Erstellt ein Bild mit FLUX.2 pro, aus Worten und bis zu vier Referenzbildern
command-gemini = Erstellt ein Bild mit Gemini, bis zu 4K
command-gpt-image = Erstellt oder ändert Bilder mit GPT Image
command-gpt-image-edit = Ändert ein Bild mit GPT Image, ganz oder nur, wo es eine Maske sagt
command-gpt-image-generate = Erstellt ein bis vier Bilder mit GPT Image
command-jobs = Zeigt deine Bilder und wie es um sie steht, findet eines, bricht ab, was noch wartet
command-show = Holt ein fertiges Bild von dir zurück, mit seinen Knöpfen
command-imagine = Erstellt ein Bild: sag einfach, was du sehen willst
command-compare = Erstellt dasselbe Bild mit mehreren Modellen, nebeneinander
command-status = Zeigt, wie lange jedes Modell meist braucht und wie gut es läuft
command-models = Zeigt, welche Modelle verfügbar sind
command-mydata = Regelt, was andere mit deinen Bildern dürfen; zeigt oder löscht deine Daten
command-mydata-consent = Erlaubt anderen, deine Bilder zu bearbeiten und als Referenz zu benutzen, oder verbietet es
command-mydata-defaults = Zeigt dein eigenes Modell und deine Optionen für `/bild`
command-mydata-mentions = Legt fest, ob ich dich erwähne, wenn ein Bild über eine Minute gedauert hat
command-mydata-showcases = Legt fest, ob deine Bilder mit Sternen in Schaufenstern gezeigt werden
command-mydata-delete = Löscht, was ich auf allen Servern über dich aufbewahre; vorher frage ich noch einmal
command-mydata-export = Schickt dir alles, was ich auf allen Servern über dich aufbewahre, als Datei
command-quota = Zeigt, wie viele Bilder du noch hast und wann es wieder mehr werden
command-qwen = Erstellt oder ändert Bilder mit Qwen
command-qwen-edit = Ändert ein Bild mit Qwen
command-qwen-generate = Erstellt ein Bild mit Qwen
command-sd = Erstellt ein Bild mit einem Checkpoint von Stable Diffusion

## Names of commands, and what their options mean: in English these are declared with the commands

name-edit = bearbeiten
name-jobs = aufträge
name-show = zeigen
name-models = modelle
name-mydata = meinedaten
name-mydata-consent = zustimmung
name-mydata-defaults = vorgaben
name-mydata-mentions = erwähnungen
name-mydata-showcases = schaufenster
name-mydata-delete = löschen
name-mydata-export = exportieren
name-quota = kontingent
name-imagine = bild
name-compare = vergleichen
name-status = status
option-and-default = { $words } (Standard: { $default })
option-prompt = Was das Bild zeigen soll
option-width = Breite in Pixeln, ein Vielfaches von 32
option-height = Höhe in Pixeln, ein Vielfaches von 32
option-seed = Derselbe Seed und derselbe Prompt ergeben dasselbe Bild
option-safety_tolerance = Wie viel durchgelassen wird: 0 ist am strengsten, 6 am wenigsten streng
option-output_format = Dateiformat
option-input_image = Ein Referenzbild, oder das zu ändernde Bild
option-input_image_2 = Ein zweites Referenzbild
option-input_image_3 = Ein drittes Referenzbild
option-input_image_4 = Ein viertes Referenzbild
option-shape = Breite zu Höhe; genaue Angaben gehen vor
option-style = Ein Stil dieses Servers, dessen Worte zu deinen kommen
option-edit-shape = Breite zu Höhe; ohne: die des Bildes
option-private = Das Bild nur dir zeigen
option-spoiler = Das Bild verbergen, bis man darauf klickt; nein: zeigen, auch was du verborgen hochlädst
option-count = Wie viele Bilder; jedes zählt für dein Limit
option-compare-prompt = Was die Bilder zeigen sollen
option-compare-first = Ein Modell; ohne Angabe: alle, die hier gehen, höchstens vier
option-compare-second = Noch ein Modell
option-compare-third = Noch ein Modell
option-compare-fourth = Noch ein Modell
option-compare-shape = Breite zu Höhe
option-compare-poll = Alle fragen, welches das beste ist; ohne Angabe: ja
option-compare-private = Die Bilder nur dir zeigen
option-compare-spoiler = Die Bilder verbergen, bis man darauf klickt
option-aspect_ratio = Breite zu Höhe
option-image_size = Wie groß: etwa 1, 2 oder 4 Tausend Pixel pro Seite
option-size = Breite x Höhe in Pixeln
option-quality = Wie viel Arbeit hineingesteckt wird
option-n = Wie viele Bilder; jedes wird angerechnet
option-image = Das zu ändernde Bild
option-gemini-image = Ein Bild zum Ändern oder als Vorlage
option-image_2 = Eine zweite Vorlage
option-image_3 = Eine dritte Vorlage
option-image_4 = Eine vierte Vorlage
option-mask = Eine Maske in derselben Form: Weiße oder durchsichtige Stellen werden geändert
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
option-area = Der Teil, der sich ändern darf; der Rest bleibt, wie er ist. Immer mit GPT Image
option-with = Welches Modell es ändert
option-allow = Ob andere das dürfen; lass es weg, um zu sehen, was du eingestellt hast
option-mydata-mentions-allow = Ob ich das darf; lass es weg, um zu sehen, was du eingestellt hast
option-mydata-showcases-allow = Ob sie das dürfen; lass es weg, um zu sehen, was du eingestellt hast
option-provider = Was ein Bild bearbeitet; „Standard“ ist, was der Bot von sich aus nimmt
option-reply_edits = Ob eine Antwort auf ein Bild es bearbeitet
option-owner_only = Ob ein Bild nur bearbeiten darf, wer es angefordert hat
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
option-easel-block-member = Wessen Anfragen ab jetzt abgelehnt werden
option-easel-block-reason = Warum; das Mitglied liest es in der Ablehnung
option-easel-block-ends = Wann die Sperre endet
option-easel-unblock-member = Wer wieder Bilder erstellen darf
option-easel-avatar-picture = Ein Bild, das hier erstellt wurde: sein Link, oder eines von deinen über seinen Prompt
option-easel-avatar-number = Das wievielte Bild von mehreren
option-easel-avatar-reset = Zurück zu dem Bild, das ich überall habe
option-easel-words-add-word = Ein Wort, eine Wendung oder ein Emoji; im Inneren von Wörtern wird es nie gefunden
option-easel-words-remove-word = Das Wort, das von der Liste soll
option-easel-words-test-text = Ein Prompt zum Ausprobieren
option-easel-usage-period = Wie weit zurück: ein Tag, eine Woche, ein Monat oder ein Jahr
option-easel-log-channel = Protokollkanal: Bilder, Ablehnungen, Störungen und geänderte Einstellungen
option-easel-log-reports = Kanal für Bilder, die Mitglieder melden
option-easel-log-off = Was ausgeschaltet werden soll
option-easel-showcase-channel = Wo Bilder gezeigt werden, denen Mitglieder Sterne gegeben haben
option-easel-showcase-stars = Wie viele Mitglieder mit ⭐ reagieren müssen; anfangs 5
option-easel-showcase-off = Keine weiteren Bilder zeigen; die schon gezeigten bleiben
option-easel-contest-start-theme = Worum es in den Bildern geht
option-easel-contest-start-ends = Wann er endet und die Stimmen gezählt werden
option-easel-contest-start-entries = Mit wie vielen Bildern jedes Mitglied teilnehmen kann; ohne: mit einem
option-easel-contest-start-bonus = Wie viele Bilder mehr bekommt, wer gewinnt, zusätzlich zu den Limits
option-easel-contest-start-bonus_days = Für wie viele Tage; ohne: 7
option-easel-themes-add-theme = Worum es in den Bildern eines Tages geht
option-easel-themes-remove-theme = Welches Thema
option-easel-themes-daily-channel = Wo das Thema des Tages gepostet wird
option-easel-themes-daily-hour = Zu welcher Stunde des Tages, in UTC; anfangs 9
option-easel-themes-daily-off = Keine Themen mehr posten
choice-hour = Stunde
choice-everyone = alle
choice-nobody = niemand
choice-role = Rolle
choice-stop = anhalten
choice-left-half = linke Hälfte
choice-right-half = rechte Hälfte
choice-top-half = obere Hälfte
choice-bottom-half = untere Hälfte
choice-left-third = linkes Drittel
choice-middle-third = mittleres Drittel
choice-right-third = rechtes Drittel
choice-top-third = oberes Drittel
choice-bottom-third = unteres Drittel
choice-top-left = oben links
choice-top-right = oben rechts
choice-bottom-left = unten links
choice-bottom-right = unten rechts
choice-centre = Mitte
choice-background = alles außer der Mitte
option-easel-rules-set-where = Der Kanal oder die Kategorie; ohne: der ganze Server
option-easel-rules-set-role = Für Mitglieder mit dieser Rolle; von mehreren Rollen gilt die großzügigste
option-easel-rules-set-works = Ob ich dort überhaupt arbeite
option-easel-rules-set-allowed = Ob dieses Modell dort benutzt werden darf
option-easel-rules-set-age_restricted = Ob es nur in Kanälen mit Altersbeschränkung benutzt werden darf
option-easel-rules-set-largest_size = Höchstens so viele Pixel pro Seite
option-easel-rules-set-count = Höchstens so viele Bilder auf einmal
option-easel-rules-set-replies = Wer ein Bild bearbeiten darf, indem er darauf antwortet
option-easel-rules-set-reply_role = Welche Rolle, bei `replies: Rolle`
option-easel-rules-clear-where = Der Kanal oder die Kategorie; ohne: was für den ganzen Server gesetzt ist
option-easel-rules-clear-role = Was für diese Rolle gesetzt ist
option-easel-rules-clear-rule = Welche Regel; ohne: alles, was dort gesetzt ist
option-easel-styles-add-name = Wie Mitglieder ihn wählen
option-easel-styles-add-words = Worte für den Prompt; [prompt] steht für den Prompt selbst
option-easel-styles-add-example = Ein Prompt, der zeigt, wofür er gut ist
option-easel-styles-add-provider = Das Modell, mit dem /bild ihn umsetzt, wenn das Mitglied es benutzen darf
option-easel-styles-remove-name = Welcher Stil
option-easel-budget-dollars = Wie viel ein Kalendermonat nach geschätzten Preisen kosten darf; 0 ist kein Budget
option-easel-budget-then = Was geschieht, wenn es ausgegeben ist: anhalten, oder welches Modell dann alles erstellt
option-easel-limits-set-pictures = Wie viele Bilder
option-easel-limits-set-dollars = Wie viele Dollar, nach geschätzten Preisen
option-easel-limits-set-unlimited = Gar kein Limit
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
option-easel-explain-prompt = Ein Prompt, in dem ich nach Wörtern der Liste suche
option-jobs-words = Wörter aus dem Prompt, in beliebiger Reihenfolge
option-jobs-model = Welches Modell sie gemacht hat
option-jobs-channel = Wo sie angefordert oder gepostet wurden
option-show-id = Welches Bild: wähle es nach seinem Prompt
option-show-public = Für alle in diesem Kanal posten; nein: nur dir zeigen
