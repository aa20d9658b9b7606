"""Words that tell an instruction from talk, by language: data without any logic."""

from bot.edits.vocabulary_romance import FRENCH, PORTUGUESE
from bot.edits.vocabulary_type import Vocabulary, orders, ordinals, phrases, words

ENGLISH = Vocabulary(
    verbs=words(
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
    changes=phrases(
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
        " with this, with these, with that, using this,"
        " turn me into, transform me into, change me into, make me into, make me look, put me in,"
        " put me on"
    ),
    comparatives=words(
        "brighter darker lighter bigger larger smaller taller shorter wider narrower thinner"
        " thicker sharper softer warmer colder older younger closer blurrier bluer redder"
        " greener"
    ),
    adjectives=frozenset(),
    alone=words(
        "crop zoom rotate flip mirror brighten darken lighten sharpen blur enlarge shrink resize"
        " extend expand widen upscale colorize colourize enhance improve restore retouch outpaint"
        " stylize stylise simplify saturate desaturate"
    ),
    nouns=words(
        "color colour paint set dress age light dim place cover wrap tone clean smooth polish use"
        " frame mask drop lose hide"
    ),
    articles=words("it the him her them everything all a an my his their"),
    amounts=words("more less fewer no"),
    roles=phrases("as a, as an, with a, with an"),
    last_verbs=frozenset(),
    chat=words(
        "lol lmao lmfao rofl haha heh wow whoa woah nice cool great awesome amazing beautiful"
        " gorgeous lovely sweet cute adorable stunning perfect brilliant excellent fantastic"
        " incredible wonderful sick dope fire lit based epic neat good best better fine super"
        " superb wicked insane crazy wild hilarious funny weird creepy cursed scary ugly bad"
        " terrible horrible awful yikes oof ouch eww ew omg omfg wtf bruh bro dude man thanks"
        " thank thx ty tysm tyvm cheers yes yeah yep yup yay no nope nah ok okay kk k sure right"
        " true exactly indeed agreed same congrats congratulations gg gj wp wow hi hello hey"
        " hiya morning bye brb afk idk idc imo imho tbh ngl fr frfr hell pog poggers kek xd"
        " rip sad love loved loving like liked hate w l mood same me slay hooray bravo kudos props"
        " prompt prompts please pls impressive magnificent masterpiece hot sheesh goat welcome"
        " sorry np"
    ),
    fillers=words(
        "a an the this that these those it its it's i im i'm you your he she they we so very"
        " really much well just too is are was one ones picture pictures image pic photo job work"
        " all of for to my me and or oh ah hmm hm um uh god gosh such what how look looks looking"
        " that's thats there's they're at in on with not bad do did done be been thing stuff"
        " absolutely totally truly pretty quite kinda lot lots again ever now there here good"
        " everyone guys yall easel bot see think thought have has had even more most as"
    ),
    questions=words(
        "how what whats what's why who whos who's whose where which isn't aren't wasn't doesn't"
        " don't didn't hasn't huh"
    ),
    openers=words("when is are was were am does do did has have had"),
    requests=phrases(
        "can you, could you, would you, will you, can u, could u, can we, could we, can i,"
        " would you mind, can you please, could you please, would you please, can you also,"
        " could you also, can you now, could you now, please can you, please could you,"
        " i want you to, i would like you to, i'd like you to, you should, let's, lets,"
        " go and, try to, now, then, next, also, instead, and now, and then, ok now, okay now,"
        " i need you to, just, maybe, perhaps"
    ),
    offers=phrases(
        "can, could, would, should, may, might, what about, how about, what if, why not,"
        " why don't you, why don't we"
    ),
    idioms=phrases(
        "make sense, makes sense, made my day, make my day, good night, night night, night all,"
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
    unclear=phrases(
        "at night, by night, make more, make another, make one, make some more, make me one,"
        " make this my, make that my, make it my, put that, frame it, frame this, frame that,"
        " add this to, add that to, give him an oscar, give it an oscar, give him a medal,"
        " give him a raise, give that man, turn it off, turn this off, turn off the, delete your,"
        " fix your, fix the bot, fix this bot, remove this bot, remove the bot, move on, no more,"
        " instead of working,"
        " make a wish, make some noise, make way, make up, make america, make him proud,"
        " make her proud, make them proud, make peace, make history, make money, make friends,"
        " make room, make sure, make do, make time, make the most, make the best, make the day,"
        " make a mess, make a living, move over, set a reminder, set an alarm, set the bar,"
        " turn around, turn it in, turn that, wrap it up, light it up, let it go, let that,"
        " let it rip, drop the link, drop the mic, drop the beat, write it down, raise the roof,"
        " restore faith, restore order, restore balance, erase this from, erase that from,"
        " erase it from, remove this from my, add to, add it to, add that, give credit, give it to,"
        " give props, give thanks, combine harvester, mirror mirror, blur the line, blur the lines,"
        " switch to, translate please, put it in the, put it on my wall, put it on the fridge,"
        " put it up, put it back, reduce reuse, draw the owl, draw the line, flip a, flip the"
        " table,"
        " flip the bird, swap with, transform and, improve on, adjust for, apply within, fill it"
        " up,"
        " clean it up, cover me, cover it up, place a bet, place an order, take it away"
    )
    | orders(
        "remove erase hide",
        "this post, the post, that post, this message, the message, that message, this picture,"
        " the picture, that picture, this image, the image, that image, this pic, the pic,"
        " this photo, the photo",
    ),
    pictures=words("picture pictures image images pic pics photo photos one version variant"),
    numbers={
        **ordinals("first second third fourth fifth sixth seventh eighth ninth tenth last", ("",)),
        **ordinals("1st 2nd 3rd 4th 5th 6th 7th 8th 9th 10th final", ("",)),
    },
    after_number=words(
        "in into as with without but at and to please more less on looks should needs is again"
    ),
)

GERMAN = Vocabulary(
    verbs=words(
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
    changes=phrases(
        "als ein, als eine, als einen, als aquarell, als gemälde, als ölgemälde, als skizze,"
        " als comic, als zeichnung, als foto, als anime, als cartoon, als poster, als logo,"
        " im stil, im style, mit einem, mit einer, mit einen, mit mehr, mit weniger, mit diesem,"
        " mit dieser, ohne,"
        " aber mit, aber ohne, aber in, aber als, das gleiche mit, das gleiche in, das gleiche als,"
        " dasselbe mit, dasselbe in, dasselbe als, jetzt mit, jetzt in, jetzt als, statt,"
        " anstatt, ich will, ich möchte, ich hätte gern, ich hätte gerne, es soll, er soll,"
        " sie soll, der himmel soll, der hintergrund soll, nur ohne, nur mit,"
        " kein hintergrund, kein text, keine menschen, weg mit, schwarz weiß, schwarzweiß,"
        " mach mich zu, mach mich zum, mach mich zur, verwandle mich in"
    ),
    comparatives=words(
        "heller dunkler größer kleiner breiter schmaler dünner schärfer weicher wärmer kälter"
        " älter jünger näher bunter höher tiefer blauer röter grüner"
    ),
    adjectives=words(
        "heller dunkler kleiner breiter schmaler dünner weicher bunter tiefer blauer grüner"
    ),
    alone=words(
        "drehen spiegeln schneiden vergrößern verkleinern erweitern verbessern schärfen"
        " verdunkeln übersetzen"
    ),
    nouns=words("leg mal zeig zieh tu nutz hell spiegel zoome"),
    articles=words("es ihn sie ihm ihr den die das dem der ein eine einen mir alles alle"),
    amounts=words("mehr weniger kein keine"),
    roles=phrases("als ein, als eine, mit einem, mit einer"),
    last_verbs=words(
        "machen verwandeln hinzufügen einfügen entfernen löschen wegmachen ändern verändern"
        " ersetzen tauschen austauschen setzen stellen malen übermalen zeichnen färben umfärben"
        " zuschneiden drehen spiegeln vergrößern verkleinern erweitern füllen geben zeigen"
        " verschieben verbessern schärfen aufhellen verdunkeln erhöhen verringern schreiben"
    ),
    chat=words(
        "haha hihi hehe lol wow boah krass geil cool super toll schön schick hübsch süß niedlich"
        " wunderschön herrlich klasse spitze prima hammer nice stark genial perfekt großartig"
        " fantastisch wunderbar gut besser sauber mega witzig lustig komisch gruselig hässlich"
        " schlecht schrecklich schade oh uff autsch igitt danke dankeschön dank vielen merci ja"
        " jo jep jup nein nee nö ok okay klar stimmt genau richtig wahr eben naja gratuliere"
        " glückwunsch bravo hallo hi hey moin servus tschüss tschau ciao nacht bitte liebe mag"
        " respekt top läuft echt digga diggah digger alter alta alda dicker omg"
    ),
    fillers=words(
        "der die das den dem des ein eine einen einer ist sind war ich du er sie es wir ihr mir"
        " dir dich mich so sehr ja mal doch aber auch schon nur zu wie was und oder bild bilder"
        " foto sieht aus geworden gemacht arbeit von für an in mit nicht alle wirklich total"
        " richtig ganz ziemlich immer noch wieder da hier aus hast hat haben finde find gefällt"
        " dafür viel"
    ),
    questions=words(
        "warum wieso weshalb wer wem wen woher wohin wann welche welcher welches welchem welchen"
        " womit wozu wofür wodurch hä"
    ),
    openers=words(
        "wie was wo ist sind war waren hast hat habt haben bist seid gibt geht machst lange viel"
    ),
    requests=phrases(
        "kannst du, könntest du, würdest du, magst du, kannst du bitte, könntest du bitte,"
        " würdest du bitte, kannst du mal, kannst du mir, könntest du mir, können wir,"
        " könnten wir, kann ich, jetzt, nun, dann, und jetzt, und dann, bitte, mal,"
        " ok jetzt, auch, vielleicht, doch"
    ),
    offers=phrases(
        "kann, kannst, könnte, könntest, könnten, würde, würdest, soll, sollen, sollte, darf,"
        " wie wäre, wie wärs, wie wär's, was wäre wenn, was ist mit, warum nicht"
    ),
    idioms=phrases(
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
    unclear=phrases(
        "mach mehr, mach noch, mach nochmal, mach das nochmal, mach ein neues, mach eins,"
        " mach schon, mach an, mach auf, mach zu, mach platz, mach licht, lass es, lass krachen,"
        " lass uns, gib den link, gib die, bring mir, nimm es, schreib das auf, stell das, leg los"
    )
    | orders(
        "lösch lösche löscht löschen entferne entfern entfernt",
        "das bild, dieses bild, das foto, dieses foto, den post, diesen post, den beitrag,"
        " diesen beitrag, die nachricht, diese nachricht, es",
    ),
    pictures=words("bild bilder foto fotos version variante motiv"),
    numbers=ordinals(
        "erste zweite dritte vierte fünfte sechste siebte achte neunte zehnte letzte",
        ("", "s", "n", "r", "m"),
    ),
    after_number=words("in im als mit ohne aber bei und zu bitte mehr weniger auf soll sollte"),
)

SPANISH = Vocabulary(
    verbs=words(
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
    changes=phrases(
        "como un, como una, como acuarela, como pintura, como dibujo, como óleo, como boceto,"
        " como cómic, como foto, como anime, al estilo, en estilo, estilo, con un, con una,"
        " con más, con menos, con este, con esta, con esto,"
        " sin, pero con, pero sin, pero en, pero como, lo mismo con,"
        " lo mismo en, lo mismo pero, igual pero, ahora con, ahora en, ahora como, en lugar de,"
        " en vez de, quiero que, quiero el, quiero la, quiero un, quiero una, quisiera,"
        " me gustaría que, conviérteme en, transfórmame en, que sea, que tenga, en blanco y negro,"
        " blanco y negro"
    ),
    comparatives=words("mayor menor"),
    adjectives=frozenset(),
    alone=words(
        "recorta recortar gira girar rota rotar voltea refleja amplía ampliar agranda agrandar"
        " reduce reducir aclara aclarar oscurece oscurecer ilumina enfoca desenfoca mejora mejorar"
        " restaura restaurar colorea colorear"
    ),
    nouns=words("baja sube usa deja"),
    articles=words("el la los las un una lo le todo"),
    amounts=words("más menos"),
    roles=phrases("como un, como una, con un, con una"),
    last_verbs=frozenset(),
    chat=words(
        "jaja jeje jiji lol wow guau genial guay chulo chula bonito bonita precioso preciosa"
        " hermoso hermosa lindo linda bello bella increíble fantástico fantástica maravilloso"
        " maravillosa perfecto perfecta excelente bueno buena bien mejor buenísimo buenísima"
        " brutal épico mola molan bravo gracioso graciosa divertido raro rara feo fea horrible"
        " terrible mal malo vaya ay uy uff gracias muchas sí si no nop vale ok okay claro cierto"
        " exacto verdad felicidades enhorabuena hola hey buenas adiós chao noches amo encanta"
        " gusta top dale deja dios madre tío tía porfa perdón"
    ),
    fillers=words(
        "el la los las un una unos unas lo le me te se mi tu su es son está están fue era qué que"
        " cómo y o muy tan tanto mucho mucha todo toda de del para por con en a al esta este esto"
        " esa ese eso imagen imágenes foto fotos dibujo trabajo ha has quedado quedó salió hecho"
        " yo tú él ella nos os realmente ya aquí ahí otra vez más"
    ),
    questions=words("quién quiénes cuál cuáles cuánto eh"),
    openers=words(
        "cómo qué dónde cuándo por es está están fue era has ha hay son eres lo hiciste hizo hacen"
    ),
    requests=phrases(
        "puedes, podrías, puede, podría, me puedes, me podrías, podemos, ahora, y ahora, luego,"
        " después, por favor, porfa, también, quizás, ahora por favor, puedes por favor"
    ),
    offers=phrases(
        "puedes, podrías, puede, podría, podemos, podríamos, qué tal si, y si, qué tal, por qué no"
    ),
    idioms=phrases(
        "haz el favor, dale caña, sin más, sin duda, sin palabras, sin comentarios, más o menos,"
        " déjalo, usa la cabeza, como siempre, menos mal, más vale, más bien, más así, con gusto,"
        " mejora mucho, sin problema, sin problemas, sin prisa, sin ofender, sin embargo,"
        " sin querer, sin lugar a dudas, haz memoria, pon atención, quita bicho, no mames,"
        " no manches, no jodas, no inventes, no veas, no puedo, no puede, no pude, no sé, no lo,"
        " no me, no te, no le, no hay, no es, no era, no fue, no está, no entiendo, no creo,"
        " no tengo, no sirve, no funciona, no importa, no pasa, no gracias, no quiero"
    ),
    unclear=phrases(
        "haz otra, haz otro, haz más, pon otra, pon otro, hazlo otra vez, hazlo de nuevo,"
        " cambia de tema, más lindo, más bonito,"
        " haz uno, haz una, haz algo, haz clic, haz caso, dale like, dale duro, dale las gracias,"
        " pon música, pon el link, pon atención, quita de ahí, cambia de canal, pinta bien,"
        " corta el rollo, mueve el, saca la, mete presión"
    )
    | orders(
        "borra borrar elimina eliminar quita quitar",
        "la imagen, esta imagen, esa imagen, la foto, esta foto, esa foto, el mensaje,"
        " este mensaje, ese mensaje, el post, este post, esto, eso",
    ),
    pictures=words("imagen imágenes foto fotos versión variante"),
    numbers={
        **ordinals(
            "primer segund tercer cuart quint sext séptim octav noven décim últim", ("o", "a", "")
        ),
        **ordinals(
            "1 2 3 4 5 6 7 8 9 10 últim",
            ("o", "a", "ro", "ra", "do", "da", "er", "era", "to", "ta"),
        ),
    },
    after_number=words("en como con sin pero y a por más menos debe debería al"),
)

LANGUAGES = (ENGLISH, GERMAN, SPANISH, FRENCH, PORTUGUESE)

COLOURS = words(
    "red blue green yellow orange purple pink black white grey gray brown golden silver"
    " rot blau grün gelb lila rosa schwarz weiß grau braun türkis"
    " rojo roja azul verde amarillo amarilla naranja morado morada negro negra blanco blanca gris"
    " marrón"
    " rouge bleu bleue vert verte jaune violet violette rose noir noire blanc blanche grise"
    " vermelho vermelha amarelo amarela laranja roxo roxa preto preta branco branca cinza marrom"
)
"""Words that a picture may become, in all languages."""
