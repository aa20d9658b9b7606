"""Words that tell an instruction from talk, by language: data without any logic.

A phrase is several words with single blanks between them.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

LAST = -1
"""The number of the last picture of a set."""


# German without its dots is another word: "Farben" are no "färben", and "Alter" is no "älter".
_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "’": "'"})


def fold(text: str) -> str:
    """Return the text in lower case and without accents, as members write in a hurry."""
    lower = unicodedata.normalize("NFC", text.lower()).translate(_GERMAN)
    apart = unicodedata.normalize("NFKD", lower)
    return "".join(character for character in apart if not unicodedata.combining(character))


def _words(text: str) -> frozenset[str]:
    return frozenset(fold(text).split())


def _phrases(text: str) -> frozenset[str]:
    return frozenset(phrase.strip() for phrase in fold(text).split(","))


def _ordinals(stems: str, endings: tuple[str, ...]) -> Mapping[str, int]:
    """Return the numbers of ordinals, from the stems of "first" to "tenth" and "last"."""
    numbers = (*range(1, 11), LAST)
    pairs = zip(_ordered(stems), numbers, strict=True)
    return {stem + ending: number for stem, number in pairs for ending in endings}


def _ordered(text: str) -> tuple[str, ...]:
    return tuple(fold(text).split())


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words of one language.

    `verbs` and `changes` begin an instruction: what to do with a picture, or what it is to become.
    Of the verbs, `alone` need no other word. `nouns` are verbs only before one of the `articles`,
    and `amounts` change the next word. One of `adjectives` is a comparative, or praises the noun
    behind it. One of `last_verbs` may end a request. `roles` begin a change, or a remark about its
    author. `unclear` begins a change, or a joke about the picture.
    `chat` is talk as long as nothing else is said, `fillers` mean nothing by themselves, and
    `questions` begin a question about the picture; `openers` do so with a question mark, or in
    pairs. A question that begins with one of `requests` is
    a polite instruction if a verb follows, and one with `offers` may be an instruction or not.
    `idioms` look like instructions, but are talk. `pictures` are nouns for a picture, and `numbers`
    count pictures in a set.
    """

    verbs: frozenset[str]
    changes: frozenset[str]
    comparatives: frozenset[str]
    adjectives: frozenset[str]
    alone: frozenset[str]
    nouns: frozenset[str]
    articles: frozenset[str]
    amounts: frozenset[str]
    roles: frozenset[str]
    last_verbs: frozenset[str]
    chat: frozenset[str]
    fillers: frozenset[str]
    questions: frozenset[str]
    openers: frozenset[str]
    requests: frozenset[str]
    offers: frozenset[str]
    idioms: frozenset[str]
    unclear: frozenset[str]
    pictures: frozenset[str]
    numbers: Mapping[str, int]
    after_number: frozenset[str]


ENGLISH = Vocabulary(
    verbs=_words(
        "make turn add remove delete erase change replace swap put draw redraw repaint"
        " recolor recolour crop cut cutout zoom rotate flip mirror brighten darken"
        " lighten sharpen blur enlarge shrink resize extend expand widen stretch fill fix restore"
        " colorize colourize convert transform render stylize stylise restyle give"
        " move shift swap combine merge blend mix insert include exclude"
        " uncover surround outpaint inpaint upscale animate deage rejuvenate"
        " redo retouch edit adjust tweak increase decrease reduce raise lower tilt"
        " isolate separate simplify decorate write translate tint saturate"
        " desaturate let apply switch edit improve enhance soften"
        " reimagine remake recreate"
    ),
    changes=_phrases(
        "as a, as an, as if it were, in the style of, in style of, in a style, with a, with an,"
        " with more, with less, with no, without, but with, but without, but in, but as, but make,"
        " more like a, less like a, same but, the same but, get rid of, take away, take out,"
        " take off, try it with, try it in, try it as, try with, try a, do it in, do it as,"
        " do it with, do the same, now with, now in, now as, instead of, i want it, i want the,"
        " i want a, i'd like it, i'd like the, i would like it, i would like the,"
        " the background should, the sky should, needs more, needs a, needs less, clean up,"
        " no background, no text, no watermark, no people, black and white,"
        " in black and white, cooler colors, cooler colours, cooler tones, cooler light,"
        " now at night, but at night, same at night,"
        " with this, with these, with that, using this"
    ),
    comparatives=_words(
        "brighter darker lighter bigger larger smaller taller shorter wider narrower thinner"
        " thicker sharper softer warmer colder older younger closer blurrier bluer redder"
        " greener"
    ),
    adjectives=frozenset(),
    alone=_words(
        "crop zoom rotate flip mirror brighten darken lighten sharpen blur enlarge shrink resize"
        " extend expand widen upscale colorize colourize enhance improve restore retouch outpaint"
        " stylize stylise simplify saturate desaturate"
    ),
    nouns=_words(
        "color colour paint set dress age light dim place cover wrap tone clean smooth polish use"
        " frame mask drop lose hide"
    ),
    articles=_words("it the him her them everything all a an my his their"),
    amounts=_words("more less fewer no"),
    roles=_phrases("as a, as an, with a, with an"),
    last_verbs=frozenset(),
    chat=_words(
        "lol lmao lmfao rofl haha heh wow whoa woah nice cool great awesome amazing beautiful"
        " gorgeous lovely sweet cute adorable stunning perfect brilliant excellent fantastic"
        " incredible wonderful sick dope fire lit based epic neat good best better fine super"
        " superb wicked insane crazy wild hilarious funny weird creepy cursed scary ugly bad"
        " terrible horrible awful yikes oof ouch eww ew omg omfg wtf bruh bro dude man thanks"
        " thank thx ty tysm tyvm cheers yes yeah yep yup yay no nope nah ok okay kk k sure right"
        " true exactly indeed agreed same congrats congratulations gg gj wp wow hi hello hey"
        " hiya morning night bye brb afk idk idc imo imho tbh ngl fr frfr hell pog poggers kek xd"
        " rip sad love loved loving like liked hate w l mood same me slay hooray bravo kudos props"
        " prompt prompts please pls impressive magnificent masterpiece hot sheesh goat welcome"
        " sorry np"
    ),
    fillers=_words(
        "a an the this that these those it its it's i im i'm you your he she they we so very"
        " really much well just too is are was one ones picture pictures image pic photo job work"
        " all of for to my me and or oh ah hmm hm um uh god gosh such what how look looks looking"
        " that's thats there's they're at in on with not bad do did done be been thing stuff"
        " absolutely totally truly pretty quite kinda lot lots again ever now there here good"
        " everyone guys yall easel bot see think thought have has had even more most as"
    ),
    questions=_words(
        "how what whats what's why who whos who's whose where which isn't aren't wasn't doesn't"
        " don't didn't hasn't huh"
    ),
    openers=_words("when is are was were am does do did has have had"),
    requests=_phrases(
        "can you, could you, would you, will you, can u, could u, can we, could we, can i,"
        " would you mind, can you please, could you please, would you please, can you also,"
        " could you also, can you now, could you now, please can you, please could you,"
        " i want you to, i would like you to, i'd like you to, you should, let's, lets,"
        " go and, try to, now, then, next, also, instead, and now, and then, ok now, okay now,"
        " i need you to, just, maybe, perhaps"
    ),
    offers=_phrases(
        "can, could, would, should, may, might, what about, how about, what if, why not,"
        " why don't you, why don't we"
    ),
    idioms=_phrases(
        "make sense, makes sense, made my day, make my day,"
        " let it be, let's go, lets go, lets gooo, let's gooo, let him cook, let her cook,"
        " let them cook, give me a break, give it up, give it a rest, keep going, keep it up,"
        " keep up, keep them coming, keep it coming, cut it out, drop it, show off, use it,"
        " turn up, lose it, add me, write that down, hide the kids, show me more, fix it up bro,"
        " cool cool, no way, not bad, no idea, no cap, as always, as usual, as if, with love,"
        " set fire, put it there, put this, give this, give me the prompt, give me your, give us,"
        " show me how, let me, change my mind, delete this, delete that, delete it, color me,"
        " colour me,"
        " use this, more please, more of this, more like this, one more, no problem, no worries,"
        " no thanks, no thank you, no one, no joke, less go, make me laugh,"
        " no shit, no clue, no doubt, no kidding, no chance, no contest, no regrets, no biggie,"
        " no rush, no need, no wonder, no matter, no offense, no offence, no lie, no sir, no fair,"
        " no seriously, no comment, no words, no context, no pressure, without a doubt,"
        " without question, make it make sense, make love, add insult, give me a minute,"
        " give me a sec, give me a second, give me a moment, give me strength, give it time,"
        " turns out, fill me in, change is, move along, lower your, raise your, extend my,"
        " expand on, apply for, flip off, flip you, zoom call, zoom meeting, zoom link, blend in,"
        " mix it up, let that sink, let the man, edit my"
    ),
    unclear=_phrases(
        "at night, by night, make more, make another, make one, make some more, make me one,"
        " make this my, make that my, make it my, put that, frame it, frame this, frame that,"
        " add this to, add that to, give him an oscar, give it an oscar, give him a medal,"
        " give him a raise, give that man, turn it off, turn this off, turn off the, delete your,"
        " fix your, fix the bot, fix this bot, remove this bot, remove the bot, move on, no more,"
        " instead of working"
    ),
    pictures=_words("picture pictures image images pic pics photo photos one version variant"),
    numbers={
        **_ordinals("first second third fourth fifth sixth seventh eighth ninth tenth last", ("",)),
        **_ordinals("1st 2nd 3rd 4th 5th 6th 7th 8th 9th 10th final", ("",)),
    },
    after_number=_words(
        "in into as with without but at and to please more less on looks should needs is again"
    ),
)

GERMAN = Vocabulary(
    verbs=_words(
        "mach mache machen verwandle verwandeln wandle füge füg fügen entferne entfern entfernen"
        " lösche"
        " lösch löschen ändere ändern änder verändere verändern ersetze ersetz ersetzen tausche"
        " tausch tauschen setz setze setzen stell stelle stellen lege legen male malen"
        " zeichne zeichnen färbe färb färben schneide schneid schneiden drehe dreh drehen spiegle"
        " spiegeln vergrößere vergrößern verkleinere verkleinern erweitere erweitern fülle füll"
        " füllen gib gebe geben zeige zeigen verschiebe verschieben bring bringe bringen"
        " kombiniere kombinieren mische mischen nimm nehmen lass lasse lassen verdecke verstecke"
        " repariere reparieren verbessere verbessern schärfe schärfen helle hellen verdunkle"
        " verdunkeln erhöhe erhöhen verringere verringern schreibe schreib schreiben übersetze"
        " nutze benutze verwende verwenden ziehe bau baue baut wandel ergänze ergänzen"
        " stelle wechsle wechseln mal' mach' setz' gestalte gestalten behalte behalten verpasse"
        " verpass aendere aender fuege loesche faerbe veraendere vergroessere"
    ),
    changes=_phrases(
        "als ein, als eine, als einen, als aquarell, als gemälde, als ölgemälde, als skizze,"
        " als comic, als zeichnung, als foto, als anime, als cartoon, als poster, als logo,"
        " im stil, im style, mit einem, mit einer, mit einen, mit mehr, mit weniger, mit diesem,"
        " mit dieser, ohne,"
        " aber mit, aber ohne, aber in, aber als, das gleiche mit, das gleiche in, das gleiche als,"
        " dasselbe mit, dasselbe in, dasselbe als, jetzt mit, jetzt in, jetzt als, statt,"
        " anstatt, ich will, ich möchte, ich hätte gern, ich hätte gerne, es soll, er soll,"
        " sie soll, der himmel soll, der hintergrund soll, nur ohne, nur mit,"
        " kein hintergrund, kein text, keine menschen, weg mit, schwarz weiß, schwarzweiß"
    ),
    comparatives=_words(
        "heller dunkler größer kleiner breiter schmaler dünner schärfer weicher wärmer kälter"
        " älter jünger näher bunter höher tiefer blauer röter grüner"
    ),
    adjectives=_words(
        "heller dunkler kleiner breiter schmaler dünner weicher bunter tiefer blauer grüner"
    ),
    alone=_words(
        "drehen spiegeln schneiden vergrößern verkleinern erweitern verbessern schärfen"
        " verdunkeln übersetzen"
    ),
    nouns=_words("leg mal zeig zieh tu nutz hell spiegel zoome"),
    articles=_words("es ihn sie ihm ihr den die das dem der ein eine einen mir alles alle"),
    amounts=_words("mehr weniger kein keine"),
    roles=_phrases("als ein, als eine, mit einem, mit einer"),
    last_verbs=_words(
        "machen verwandeln hinzufügen einfügen entfernen löschen wegmachen ändern verändern"
        " ersetzen tauschen austauschen setzen stellen malen übermalen zeichnen färben umfärben"
        " zuschneiden drehen spiegeln vergrößern verkleinern erweitern füllen geben zeigen"
        " verschieben verbessern schärfen aufhellen verdunkeln erhöhen verringern schreiben"
    ),
    chat=_words(
        "haha hihi hehe lol wow boah krass geil cool super toll schön schick hübsch süß niedlich"
        " wunderschön herrlich klasse spitze prima hammer nice stark genial perfekt großartig"
        " fantastisch wunderbar gut besser sauber mega witzig lustig komisch gruselig hässlich"
        " schlecht schrecklich schade oh uff autsch igitt danke dankeschön dank vielen merci ja"
        " jo jep jup nein nee nö ok okay klar stimmt genau richtig wahr eben naja gratuliere"
        " glückwunsch bravo hallo hi hey moin servus tschüss tschau ciao nacht bitte liebe mag"
        " respekt top läuft echt digga diggah digger alter alta alda dicker omg"
    ),
    fillers=_words(
        "der die das den dem des ein eine einen einer ist sind war ich du er sie es wir ihr mir"
        " dir dich mich so sehr ja mal doch aber auch schon nur zu wie was und oder bild bilder"
        " foto sieht aus geworden gemacht arbeit von für an in mit nicht alle wirklich total"
        " richtig ganz ziemlich immer noch wieder da hier aus hast hat haben finde find gefällt"
        " dafür viel"
    ),
    questions=_words(
        "warum wieso weshalb wer wem wen woher wohin wann welche welcher welches welchem welchen"
        " womit wozu wofür wodurch hä"
    ),
    openers=_words(
        "wie was wo ist sind war waren hast hat habt haben bist seid gibt geht machst lange viel"
    ),
    requests=_phrases(
        "kannst du, könntest du, würdest du, magst du, kannst du bitte, könntest du bitte,"
        " würdest du bitte, kannst du mal, kannst du mir, könntest du mir, können wir,"
        " könnten wir, kann ich, jetzt, nun, dann, und jetzt, und dann, bitte, mal,"
        " ok jetzt, auch, vielleicht, doch"
    ),
    offers=_phrases(
        "kann, kannst, könnte, könntest, könnten, würde, würdest, soll, sollen, sollte, darf,"
        " wie wäre, wie wärs, wie wär's, was wäre wenn, was ist mit, warum nicht"
    ),
    idioms=_phrases(
        "mach weiter, mach weiter so, mach's gut, machs gut, macht sinn, macht nichts, macht nix,"
        " macht spaß, lass gut sein, lass mal, lass stecken, lass das, gib auf, gib her,"
        " zeig mal, gib mir fünf, nimm das, stell dir vor, zieh durch, mach mal halblang,"
        " geht so, keine ahnung, tut mir leid, mehr davon, kein problem, keine sorge, kein ding,"
        " keine worte, kein plan, kein witz, kein scheiß, kein bock, keine lust, kein kommentar,"
        " kein wunder, kein stress, kein thema, kein bedarf, keine zeit, keine frage, kein spaß,"
        " ohne worte, ohne scheiß, ohne witz, ohne zweifel, ohne mist, ohne spaß, ohne quatsch,"
        " mehr geht nicht, mach dir, mach dich, mach keinen scheiß, mach kein scheiß,"
        " mach keinen quatsch, mach kein quatsch, mach keine witze, mach schluss, mach hinne,"
        " dreh durch, dreh nicht durch, schreib mir, lass mich, setz dich, leg dich, gib gas,"
        " gib alles"
    ),
    unclear=_phrases(
        "mach mehr, mach noch, mach nochmal, mach das nochmal, mach ein neues, mach eins"
    ),
    pictures=_words("bild bilder foto fotos version variante motiv"),
    numbers=_ordinals(
        "erste zweite dritte vierte fünfte sechste siebte achte neunte zehnte letzte",
        ("", "s", "n", "r", "m"),
    ),
    after_number=_words("in im als mit ohne aber bei und zu bitte mehr weniger auf soll sollte"),
)

SPANISH = Vocabulary(
    verbs=_words(
        "haz hazlo hazla hazle haga hacer haced añade añádele añadir agrega agrégale agregar quita"
        " quítale quítalo quitar elimina eliminar borra borrar cambia cambiar cámbialo cámbiale"
        " reemplaza reemplazar sustituye sustituir convierte conviértelo conviértela convertir"
        " transforma transforma transfórmalo transformar pon ponle ponlo ponla poner pinta píntalo"
        " píntale pintar dibuja dibújalo dibujar colorea colorear recorta recortar gira girar rota"
        " rotar voltea refleja amplía ampliar agranda agrandar reduce reducir aclara aclarar"
        " oscurece oscurecer ilumina enfoca desenfoca rellena rellenar arregla arreglar restaura"
        " mejora mejorar dale dar muestra mostrar mueve mover combina combinar mezcla mezclar"
        " inserta incluye excluye esconde oculta cubre aumenta aumentar disminuye"
        " escribe escribir traduce usar aplica dejar viste vístelo mete saca sácale"
        " extiende ensancha estira edita retoca ajusta gíralo gírala voltéalo voltéala súbele"
        " bájale quitarle ponerle cambiarle hacerlo hacerla agregarle añadirle ponele ponelo hacelo"
        " hacela sacale agregale cambiale cambialo quitale"
    ),
    changes=_phrases(
        "como un, como una, como acuarela, como pintura, como dibujo, como óleo, como boceto,"
        " como cómic, como foto, como anime, al estilo, en estilo, estilo, con un, con una,"
        " con más, con menos, con este, con esta, con esto,"
        " sin, pero con, pero sin, pero en, pero como, lo mismo con,"
        " lo mismo en, lo mismo pero, igual pero, ahora con, ahora en, ahora como, en lugar de,"
        " en vez de, quiero que, quiero el, quiero la, quiero un, quiero una, quisiera,"
        " me gustaría que, que sea, que tenga, en blanco y negro,"
        " blanco y negro"
    ),
    comparatives=_words("mayor menor"),
    adjectives=frozenset(),
    alone=_words(
        "recorta recortar gira girar rota rotar voltea refleja amplía ampliar agranda agrandar"
        " reduce reducir aclara aclarar oscurece oscurecer ilumina enfoca desenfoca mejora mejorar"
        " restaura restaurar colorea colorear"
    ),
    nouns=_words("baja sube usa deja"),
    articles=_words("el la los las un una lo le todo"),
    amounts=_words("más menos"),
    roles=_phrases("como un, como una, con un, con una"),
    last_verbs=frozenset(),
    chat=_words(
        "jaja jeje jiji lol wow guau genial guay chulo chula bonito bonita precioso preciosa"
        " hermoso hermosa lindo linda bello bella increíble fantástico fantástica maravilloso"
        " maravillosa perfecto perfecta excelente bueno buena bien mejor buenísimo buenísima"
        " brutal épico mola molan bravo gracioso graciosa divertido raro rara feo fea horrible"
        " terrible mal malo vaya ay uy uff gracias muchas sí si no nop vale ok okay claro cierto"
        " exacto verdad felicidades enhorabuena hola hey buenas adiós chao noches amo encanta"
        " gusta top dale deja dios madre tío tía porfa perdón"
    ),
    fillers=_words(
        "el la los las un una unos unas lo le me te se mi tu su es son está están fue era qué que"
        " cómo y o muy tan tanto mucho mucha todo toda de del para por con en a al esta este esto"
        " esa ese eso imagen imágenes foto fotos dibujo trabajo ha has quedado quedó salió hecho"
        " yo tú él ella nos os realmente ya aquí ahí otra vez más"
    ),
    questions=_words("quién quiénes cuál cuáles cuánto eh"),
    openers=_words(
        "cómo qué dónde cuándo por es está están fue era has ha hay son eres lo hiciste hizo hacen"
    ),
    requests=_phrases(
        "puedes, podrías, puede, podría, me puedes, me podrías, podemos, ahora, y ahora, luego,"
        " después, por favor, porfa, también, quizás, ahora por favor, puedes por favor"
    ),
    offers=_phrases(
        "puedes, podrías, puede, podría, podemos, podríamos, qué tal si, y si, qué tal, por qué no"
    ),
    idioms=_phrases(
        "haz el favor, dale caña, sin más, sin duda, sin palabras, sin comentarios, más o menos,"
        " déjalo, usa la cabeza, como siempre, menos mal, más vale, más bien, más así, con gusto,"
        " mejora mucho, sin problema, sin problemas, sin prisa, sin ofender, sin embargo,"
        " sin querer, sin lugar a dudas, haz memoria, pon atención, quita bicho, no mames,"
        " no manches, no jodas, no inventes, no veas, no puedo, no puede, no pude, no sé, no lo,"
        " no me, no te, no le, no hay, no es, no era, no fue, no está, no entiendo, no creo,"
        " no tengo, no sirve, no funciona, no importa, no pasa, no gracias, no quiero"
    ),
    unclear=_phrases(
        "haz otra, haz otro, haz más, pon otra, pon otro, hazlo otra vez, hazlo de nuevo,"
        " cambia de tema, más lindo, más bonito"
    ),
    pictures=_words("imagen imágenes foto fotos versión variante"),
    numbers=_ordinals(
        "primer segund tercer cuart quint sext séptim octav noven décim últim", ("o", "a", "")
    ),
    after_number=_words("en como con sin pero y a por más menos debe debería al"),
)

LANGUAGES = (ENGLISH, GERMAN, SPANISH)
