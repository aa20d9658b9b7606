"""Words of French and Portuguese that tell an instruction from talk: data without any logic."""

from bot.edits.vocabulary_type import Vocabulary, orders, ordinals, phrases, words

FRENCH = Vocabulary(
    verbs=words(
        "ajoute ajoutez ajouter enlève enlevez enlever retire retirez retirer supprime supprimez"
        " supprimer efface effacer change changez changer remplace remplacez remplacer transforme"
        " transformez transformer rends rendez rendre mets mettez"
        " mettre dessine dessinez dessiner peins colore colorie coupe recadre"
        " recadrer tourne retourne agrandis agrandir rétrécis réduis éclaircis éclaircir assombris"
        " assombrir améliore améliorer modifie modifier remplis restaure floute déplace convertis"
    ),
    changes=phrases(
        "transforme moi en, fais de moi, en noir et blanc, en style, dans le style, dans un style,"
        " comme un dessin, comme une peinture, mais avec, mais sans, mais en, la même avec, la"
        " même en, le même avec,"
        " le même en, je veux que, je voudrais que, j'aimerais que, sans le, sans la, sans les,"
        " sans texte,"
        " sans fond, plus sombre, plus clair, plus claire, plus lumineux, plus grand, plus grande,"
        " plus petit, plus petite, plus de contraste, plus de lumière, moins sombre, moins de,"
        " fais le ciel, fais en un, fais en une, fais un gros plan"
    ),
    comparatives=frozenset(),
    adjectives=frozenset(),
    alone=words("recadre recadrer agrandis éclaircis assombris améliore floute restaure"),
    nouns=frozenset(),
    articles=words("le la les un une lui leur tout"),
    amounts=frozenset(),
    roles=frozenset(),
    last_verbs=frozenset(),
    chat=words(
        "mdr ptdr lol haha merci beau belle beaux belles joli jolie magnifique superbe génial"
        " géniale incroyable parfait parfaite excellent excellente sublime splendide adorable"
        " mignon"
        " mignonne drôle marrant bravo cool stylé stylée top trop ouah waouh wouah oui non"
        " ouais nan ok salut bonjour coucou bonsoir adore j'adore aime j'aime kiffe dingue fou"
        " ouf bizarre moche horrible dommage pardon désolé félicitations bien super"
    ),
    fillers=words(
        "le la les l' un une des de du d' ce cette ces c'est c' est c'était ça ca cela il elle"
        " on je"
        " tu vous nous moi toi me te se très vraiment tellement si beaucoup trop plus pas mais"
        " et ou"
        " à au aux en dans pour par sur avec image images photo dessin travail a as ai fait faite"
        " rendu résultat tout toute quel quelle que qu'il qu'elle oh ah euh bon encore aussi là ici"
    ),
    questions=words("comment pourquoi qui quel quelle quels quelles où quand combien"),
    openers=words("est c'est as a avez"),
    requests=phrases(
        "tu peux, peux tu, pourrais tu, tu pourrais, pouvez vous, maintenant,"
        " et maintenant, s'il te plaît, stp, aussi, ensuite, puis"
    ),
    offers=phrases("on peut, et si, pourquoi pas, ça peut, est ce que"),
    idioms=phrases(
        "rends moi, mets moi, fais gaffe, fais voir, fais tourner, change rien, change pas, laisse"
        " tomber, bonne nuit, sans blague, sans déconner, sans commentaire, sans doute"
    ),
    unclear=phrases(
        "fais en ce, fais en un autre, fais en une autre, rends l'argent, mets de côté, mets un"
        " like, mets la musique, coupe le son,"
        " tourne la page, change tout, change de, je veux le même, je veux la même, je veux un,"
        " je veux une,"
        " je voudrais le même, je voudrais la même, fais le encore"
    )
    | orders(
        "supprime supprimez supprimer efface effacer enlève enlever retire retirer",
        "l'image, cette image, la photo, cette photo, le message, ce message, le post, ce post, ça,"
        " cela",
    ),
    pictures=words("image images photo photos dessin version variante"),
    numbers={
        **ordinals(
            "premi deuxi troisi quatri cinqui sixi septi huiti neuvi dixi derni",
            ("ère", "er", "ème"),
        ),
        **ordinals("1 2 3 4 5 6 7 8 9 10 derni", ("ère", "er", "ème", "e", "nd", "nde")),
    },
    after_number=words("en avec sans mais et plus moins comme"),
)

PORTUGUESE = Vocabulary(
    verbs=words(
        "adicione adiciona adicionar acrescente acrescenta acrescentar remova remove remover tire"
        " tira tirar retire retira retirar apague apaga apagar mude muda mudar troque troca trocar"
        " substitua substitui substituir transforme transforma transformar coloque coloca colocar"
        " ponha bote bota deixe deixa pinte pinta desenhe desenha corte recorte gire gira vire"
        " aumente aumenta diminua diminui clareie clareia escureça escurece melhore melhora"
        " converta converte"
    ),
    changes=phrases(
        "me transforme em, em estilo, no estilo, em preto e branco, preto e branco,"
        " como um desenho, como uma pintura, mas com, mas sem, mas em, igual mas, o mesmo com, a"
        " mesma com, sem fundo, sem texto,"
        " sem o, sem a, com um chapéu, mais escuro, mais escura, mais claro, mais clara, mais"
        " brilho, mais contraste, mais luz, menos luz, menos escuro, faça o, faça a, faz o céu,"
        " faz o fundo"
    ),
    comparatives=frozenset(),
    adjectives=frozenset(),
    alone=words("recorte clareie clareia escureça escurece melhore melhora"),
    nouns=frozenset(),
    articles=words("o a os as um uma"),
    amounts=frozenset(),
    roles=frozenset(),
    last_verbs=frozenset(),
    chat=words(
        "kkk kk haha rsrs rs lol uau nossa caramba lindo linda lindos lindas bonito bonita belo"
        " bela"
        " legal massa top incrível perfeito perfeita ótimo ótima maravilhoso maravilhosa fofo fofa"
        " show demais obrigado obrigada obg valeu vlw brigado brigada parabéns amei adorei gostei"
        " sim não nao ok beleza blz oi olá bom boa bem melhor mano cara véi engraçado estranho feio"
        " horrível saudades eita"
        # Italian praise is short, and close.
        " bello bellissimo bellissima bravo bravissimo grazie stupendo fantastico meraviglioso"
    ),
    fillers=words(
        "o a os as um uma uns umas de do da dos das em no na nos nas que muito muita tão tanto mais"
        " isso isto esse essa este esta é foi era está tá ta ficou ficaram ser eu tu você voce vc"
        " ele ela nós me te se meu minha seu sua por pra para com e ou imagem foto desenho trabalho"
        " tudo mesmo aqui ai aí já ainda também mas che molto questo questa è il la lo di"
    ),
    questions=words("quem qual quais quanto"),
    openers=words("como que onde quando é foi tem você"),
    requests=phrases(
        "você pode, voce pode, vc pode, pode, poderia, você poderia, agora, e agora, por favor,"
        " também, depois, então"
    ),
    offers=phrases("pode, podia, que tal, e se, por que não, dá para, dá pra"),
    idioms=phrases("sem palavras, sem dúvida, deixa pra lá, deixa quieto, vira e mexe, muda nada"),
    unclear=phrases(
        "tira uma foto, tira onda, coloca aí, bota aí, bota fé, deixa eu, deixa comigo, deixa ele,"
        " muda de, muda tudo, deixa o like, vira meme, corta essa, corta pra, tira print, faz"
        " um, faz uma, faz outro, faz outra"
    )
    | orders(
        "apaga apague apagar remove remova remover tira tire tirar retira retire",
        "a imagem, essa imagem, esta imagem, a foto, essa foto, esta foto, a mensagem,"
        " essa mensagem, esta mensagem, o post, esse post, este post, isso, isto",
    ),
    pictures=words("imagem imagens foto fotos versão variante"),
    numbers={
        **ordinals(
            "primeir segund terceir quart quint sext sétim oitav non décim últim", ("o", "a")
        ),
        **ordinals("1 2 3 4 5 6 7 8 9 10 últim", ("o", "a")),
    },
    after_number=words("em com sem mas e mais menos como"),
)
