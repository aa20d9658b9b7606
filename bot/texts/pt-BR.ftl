# O que os membros leem, em português do Brasil. A ordem é a de en.ftl; no fim está o que só as traduções precisam.

## The private status of a job

status-waiting = 🕓 Você é o número { $position } da fila. { $usage }
status-waiting-ready = 🕓 Você é o número { $position } da fila, então sua imagem deve chegar <t:{ $ready }:R>. { $usage }
status-running = 🎨 Criando sua imagem… (começou <t:{ $since }:R>) { $usage }
status-running-usual = 🎨 Criando sua imagem… Isso costuma levar { $usual }, então ela deve chegar <t:{ $ready }:R>. { $usage }
status-running-busy = 🎨 Criando sua imagem… Isso costuma levar { $usual }, mas o modelo está ocupado agora: cerca de { $now }, então ela deve chegar <t:{ $ready }:R>. { $usage }
status-slow = ⏳ Está demorando mais que o normal (começou <t:{ $since }:R>). Continuo esperando.
status-slow-usual = ⏳ Está demorando mais que o normal (começou <t:{ $since }:R>, costuma levar { $usual }). Continuo esperando.
give-up-free = Você pode desistir dela; isso não gasta nada do seu limite.
give-up-price = Você pode desistir dela. Aí ela não conta como imagem, mas o modelo ainda pode terminar e ser pago: o preço dela, US$ { $price }, conta nos limites e orçamentos em dólares.
status-troubled-relay = ⏳ O serviço de imagens não está respondendo agora. Vou continuar perguntando até <t:{ $until }:t>, e isso não custa nada a mais para você.
status-troubled-discord = ✅ Sua imagem está pronta, mas o Discord não está aceitando agora. Vou continuar tentando até <t:{ $until }:t>.
status-done = ✅ Pronto: { $link }
status-done-private = ✅ Aqui está. Só você vê isto: salve se quiser guardar, ou compartilhe com todo mundo daqui.
status-done-elsewhere = ✅ Pronto, mas não consegui postar em <#{ $channel }>, então aqui está só para você.
status-failed = ⚠️ { $why } Isso não conta no seu limite.
status-cancelled = Cancelado. Isso não conta no seu limite.
status-given-up = Você desistiu desta. Ela não conta como imagem. O modelo ainda pode terminar e ser pago, então o preço dela, US$ { $price }, conta nos limites e orçamentos em dólares.
status-given-up-free = Você desistiu desta. Isso não conta no seu limite.
usage = { $whose ->
    [server] Com esta são { $metric ->
        [dollars] US$ { $used } dos US$ { $limit } deste servidor
       *[pictures] { $used } de { amount } deste servidor
    } em { span }.
   *[member] Com esta são { $metric ->
        [dollars] US$ { $used } dos seus US$ { $limit }
       *[pictures] { $used } das suas { amount }
    } em { span }.
}
duration-seconds = { $seconds } s
duration-minutes = { $minutes } min

## Amounts and windows, inside other texts

amount = { $metric ->
    [dollars] US$ { $limit }
   *[pictures] { $limit ->
        [one] { $limit } imagem
       *[other] { $limit } imagens
    }
}
used-of = { $metric ->
    [dollars] US$ { $used } de US$ { $limit }
   *[pictures] { $used } de { amount }
}
span = { $per ->
    [hour] uma hora
    [week] 7 dias
    [month] 30 dias
   *[day] 24 horas
}
last-span = { $per ->
    [hour] na última hora
    [week] nos últimos 7 dias
    [month] nos últimos 30 dias
   *[day] nas últimas 24 horas
}

## The message with the pictures

post-line = { $prompt } — { $member }
post-facts-model = { $title }
post-facts-style = estilo { $style }
post-facts-area = alterado: { $area }
post-facts-seed = seed { $seed }
post-facts-seconds = { $seconds } s
post-facts-minutes = { $minutes } min { $seconds } s
post-label = **{ $number }** · { $name }
note-converted = convertida para { $format }
note-repacked = salva em { $format } sem perda, para caber no limite de envio
note-recompressed = salva em { $format } para caber no limite de envio
note-shrunk = reduzida para { $size } e salva em { $format } para caber no limite de envio
note-still = só o primeiro quadro
note-incomplete = o final não chegou
note-missing = { $missing ->
    [one] uma imagem não chegou e não conta no seu limite
   *[other] { $missing } imagens não chegaram e não contam no seu limite
}
post-part-failed = -# ⚠️ { $title }: { $why }
post-parts-failed = -# ⚠️ { $why }
post-direct = Você pediu isto em <#{ $channel }>, onde não posso mais postar.
post-direct-private = Você pediu isto em particular em <#{ $channel }>; demorou demais para mostrar lá.
thread-hidden = Edições desta imagem
post-numbered = -# Imagens 1 a { $pictures }, linha por linha. “#2 …” numa resposta muda a segunda.
post-go-on = -# Responda a qualquer imagem daqui para continuar mudando.
post-no-thread = -# Não consegui usar um tópico aqui.
post-again = -# Postada de novo por { $member }, de quem é a imagem
poll-which = Qual é a melhor?
post-showcased = -# ⭐ { $stars } membros deram uma estrela à imagem [original]({ $link }) de { $member }
post-entry = -# 🏆 Participação { $number } no concurso “{ $theme }”: vote com ⭐

## Before a dear request

confirm-area = Só a parte rosa desta imagem pode mudar ({ $area }); o resto fica exatamente como está.
confirm-price = Isto vai custar cerca de US$ { $price }.
confirm-leaves = Depois { $whose ->
    [server] este servidor fica com
   *[member] você fica com
} { $metric ->
    [dollars] US$ { $left } de US$ { $limit } em { span }.
   *[pictures] { $left } de { amount } em { span }.
}
confirm-declined = Tudo bem, não vou criar.
confirm-answered = Você já respondeu a essa pergunta.
button-confirm = Sim, criar
button-decline = Não, obrigado
refused-confirm-late = Essa pergunta expirou. Peça de novo.
refused-confirm-withdrawn = Você apagou essa resposta, então não vou fazer a imagem.
refused-confirm-other = Só o membro que pediu isto pode decidir.
button-meant = Editar esta imagem
button-chat = Só conversando

## What a refusal or a failure hands back

button-retry = Tentar de novo
button-change = Mudar…
button-other = Outro modelo…
button-asmask = Usar como máscara
words-back = Seu texto:
words-back-file = Seu texto está no arquivo anexado.
refused-retry-late = Não tenho mais esse pedido. Use o comando de novo.
refused-retry-twice = Você já apertou aqui, então não vou criar duas vezes.

## Buttons

correction-make = Usar { $what }
button-delete = Excluir
button-cancel = Cancelar
button-giveup = Desistir
button-default = Tornar meu padrão
button-nodefault = Esquecer meu padrão
button-erase = Excluir
button-keep = Manter
delete-ask = { $pictures ->
    [one] Excluir esta imagem? Não consigo trazê-la de volta.
   *[other] Excluir estas { $pictures } imagens? Não consigo trazê-las de volta.
}
delete-kept = Tudo bem, ela fica.
deleted = Excluída.
refused-delete = Só o membro que pediu, ou quem pode gerenciar mensagens aqui, pode excluir isto.
refused-cancel = Ela já está sendo criada, então não dá mais para cancelar.
refused-give-up = Não dá mais para desistir dela: ou terminou, ou está sendo postada agora. `/pedidos` mostra.
refused-give-up-early = Ainda não está demorando mais que o normal. Dê um pouco mais de tempo.
refused-cancelled = Esta já foi cancelada.
refused-cancel-done = Esta já está pronta, então não há mais o que cancelar. Você pode excluir a imagem com o botão embaixo dela.
refused-cancel-failed = Esta já falhou. Ela não conta no seu limite.
refused-delete-archived = Este tópico está fechado, e não tenho permissão para reabrir. Abra-o escrevendo algo nele, ou peça a um moderador para destrancar; depois aperte *Excluir* de novo.
refused-delete-discord = O Discord não me deixa excluir isto aqui. Peça a um moderador para me deixar ver este canal, ou para excluir.
gone = Esta mensagem já não existe mais.

## Why a job failed: "It doesn't count towards your limit." follows

failed-unreachable = O serviço de imagens não respondeu. Tente de novo em alguns minutos.
failed-provider = O serviço de imagens não conseguiu criar esta. Tente de novo.
failed-invalid = O serviço de imagens não aceita essas opções. Mude-as e tente de novo.
failed-invalid-field = O serviço de imagens não aceita `{ $field }`: “{ $words }” Mude isso e tente de novo.
failed-invalid-words = O serviço de imagens não aceita isto: “{ $words }” Mude isso e tente de novo.
failed-input = O serviço de imagens não consegue usar esta imagem. Tente outra, menor ou em PNG.
failed-declined = O serviço de imagens não cria isto por causa das regras de conteúdo dele. Tente outras palavras.
failed-declined-words = O serviço de imagens não cria isto por causa das regras de conteúdo dele: “{ $words }” Tente outras palavras.
failed-text = O modelo respondeu com texto em vez de uma imagem. Descreva uma imagem.
failed-text-words = O modelo respondeu com texto em vez de uma imagem: “{ $words }” Tente outras palavras.
failed-not-offered = Este modelo não está disponível agora. Tente outro.
failed-operator = Não consigo usar o serviço de imagens agora. Quem cuida deste bot precisa resolver isso; tente mais tarde.
failed-operator-told = Não consigo usar o serviço de imagens agora. Quem cuida deste bot já foi avisado; tente mais tarde.
failed-busy = O serviço de imagens está muito ocupado. Tente de novo em alguns minutos.
failed-timeout = O serviço de imagens demorou demais. Tente de novo.
failed-expired = O serviço de imagens não tem mais o resultado. Tente de novo.
failed-link = Não consegui buscar a imagem pronta. Tente de novo.
failed-storage = Meu próprio armazenamento não está funcionando agora. Quem cuida deste bot precisa resolver isso; tente mais tarde.
failed-poison = A imagem que voltou não pode ser lida com segurança, então não posso postá-la.
failed-moved = O serviço de imagens que estava criando isto mudou de lugar, e não consigo mais perguntar a ele.
failed-given-up = Você desistiu desta. O preço dela, US$ { $price }, conta nos limites em dólares.
failed-stopped = Quem cuida deste bot parou esta. O preço dela, US$ { $price }, conta nos limites em dólares.
failed-stopped-free = Quem cuida deste bot parou esta.
failed-unqueued = Quem cuida deste bot tirou esta da fila.
failed-given-up-free = Você desistiu desta.
failed-internal = Algo deu errado do meu lado. Tente de novo; se acontecer outra vez, avise quem cuida deste bot.
failed-delivery = O Discord não me deixou postar a imagem. Tente mais tarde.
failed-unseen = Talvez eu já tenha postado a imagem, mas não consigo mais olhar lá. Confira no canal.
failed-unfound = Talvez eu já tenha postado a imagem, mas há mensagens novas demais para eu encontrá-la. Confira no canal.
failed-too-large = Não dá para deixar a imagem pequena o bastante para o limite de envio deste servidor. Peça uma menor.
failed-no-place = Não posso mais postar naquele canal, e também não consigo mandar mensagem para você.

## Why a command was not taken: nothing was counted

refused = ⚠️ { $why } Isso não gastou nada do seu limite.
refused-uncounted = ⚠️ { $why }
refused-limit = { $metric ->
    [dollars] { $whose ->
        [server] Este servidor gastou US$ { $used } { last-span }; o limite dele é US$ { $limit }.
        [everywhere] Você gastou US$ { $used } { last-span } em todos os servidores juntos; seu limite é US$ { $limit }.
       *[member] Você gastou US$ { $used } { last-span }; seu limite é US$ { $limit }.
    }
   *[pictures] { $whose ->
        [server] Este servidor criou { $used ->
            [one] { $used } imagem
           *[other] { $used } imagens
        } { last-span }; o limite dele é { $limit }.
        [everywhere] Você criou { $used ->
            [one] { $used } imagem
           *[other] { $used } imagens
        } { last-span } em todos os servidores juntos; seu limite é { $limit }.
       *[member] Você criou { $used ->
            [one] { $used } imagem
           *[other] { $used } imagens
        } { last-span }; seu limite é { $limit }.
    }
} Você pode criar a próxima <t:{ $free_at }:R>.
refused-over-limit = { $metric ->
    [dollars] Isto custaria US$ { $wanted }, mas o limite é { amount } em { span }. Peça algo mais barato.
   *[pictures] Você pediu { $wanted ->
        [one] uma imagem
       *[other] { $wanted } imagens
    }, mas o limite é { amount } em { span }. { $limit ->
        [0] Peça mais a um moderador.
       *[other] Peça menos.
    }
}
refused-budget = O orçamento deste servidor para o mês não cobre mais isto. Ele é renovado <t:{ $renewed }:R>.
refused-operator-budget = Cheguei ao meu limite de gastos em todos os servidores juntos. Tente mais tarde.
refused-lost = Várias das suas imagens não puderam ser entregues hoje. Confira se posso postar aqui e tente de novo amanhã.
refused-server = Não trabalho neste servidor. Fale com quem cuida deste bot.
refused-line-mine = Você já tem { $waiting } imagens a caminho. Espere uma delas ficar pronta.
refused-line-all = A fila está cheia agora. Tente de novo em alguns minutos.
refused-paused-everywhere = Estou fazendo uma pausa e não crio imagens novas por enquanto. Tente mais tarde.
refused-paused-everywhere-why = Estou fazendo uma pausa e não crio imagens novas por enquanto: “{ $reason }” Tente mais tarde.
refused-stopping = Estou reiniciando. Tente de novo em um minuto.
refused-restarted = Fui reiniciado antes de aceitar este pedido. Peça de novo.
refused-server-only = Só crio imagens em servidores. Use este comando em um canal.
refused-no-shared-server = Em mensagens diretas, só crio imagens para membros de um servidor em que eu também esteja. Entre em um primeiro.
refused-shared-unsure = Não consegui descobrir qual servidor temos em comum. Tente de novo daqui a pouco; ajuda se você já tiver criado uma imagem comigo em um dos seus servidores.
refused-not-here = O que você escolheu não está neste servidor, ou não consigo ver. Escolha outra coisa.
refused-permissions = Não posso postar imagens aqui. Peça a um moderador que me dê estas permissões: { $permissions }.
refused-member-permissions = Você não pode criar imagens aqui, porque não tem estas permissões: { $permissions }. Use outro canal, ou fale com um moderador.
refused-timed-out = Você está de castigo neste servidor. Vai poder criar imagens de novo quando acabar.
refused-locked-thread = Este tópico está trancado, então só moderadores podem criar imagens nele. Use outro canal.
refused-failed-often = { $failed } dos seus pedidos falharam na última hora. Espere um pouco antes do próximo.
refused-declined-often = { $declined } pedidos seus seguidos foram contra as regras de conteúdo. Você pode tentar outra coisa às <t:{ $until }:t>.
refused-questions = { $questions } perguntas sobre um preço ainda esperam sua resposta. Responda a uma delas primeiro.
refused-question-gone = Não consegui mais buscar `{ $option }` no Discord. Anexe de novo. Seu texto era: { $prompt }
refused-stored-mine = Suas imagens a caminho ocupam todo o espaço que tenho para você. Espere uma delas ficar pronta.
refused-stored-all = Não tenho espaço para mais imagens agora. Tente mais tarde, ou peça sem anexar uma imagem.
problem-multiple = `{ $option }` precisa ser um múltiplo de { $step }, como { $near }.
problem-at-least = `{ $option }` precisa ser no mínimo { $bound }.
problem-at-most = `{ $option }` precisa ser no máximo { $bound }.
problem-other = `{ $option }`: { $problem }.
problem-ratio = Este modelo não tem esse `{ $option }`. O mais próximo é { $near }.
problem-ratio-form = `{ $option }` se escreve como largura:altura, por exemplo 16:9.
problem-size-form = `{ $option }` se escreve como largura x altura, por exemplo 1024x768.
problem-size-sides = Cada lado de `{ $option }` precisa ter de { $low } a { $high } pixels, como em 1024x768.
refused-input-size = `{ $option }` é grande demais: no máximo { $megabytes } MB. Anexe uma imagem menor.
refused-input-gone = Não consegui buscar `{ $option }` no Discord. Anexe de novo.
refused-input-host = `{ $option }` não é um arquivo enviado ao Discord. Anexe a própria imagem.
refused-input-unknown = Não consigo ler `{ $option }` como imagem. Anexe um PNG, JPEG, WebP, GIF ou HEIC.
refused-input-unsupported = Não consigo ler o formato de `{ $option }`. Anexe em JPEG ou PNG.
refused-input-broken = `{ $option }` está danificado ou cortado. Anexe de novo.
refused-input-too-complex = `{ $option }` foi feito de um jeito que demora demais para ler. Salve de novo em PNG ou JPEG e anexe esse arquivo.
refused-input-too-many-pixels = `{ $option }` tem pixels demais. Anexe uma imagem menor.
refused-input-too-many-bytes = `{ $option }` é grande demais. Anexe uma imagem menor.
refused-button = Este botão não funciona mais. Use o comando.
refused-input-mask-shape = `{ $option }` tem { $width }×{ $height }, mas a imagem tem { $wanted_width }×{ $wanted_height }. As duas precisam ter o mesmo formato.
refused-input-mask-empty = `{ $option }` não marca nada para mudar. Pinte a área de branco, ou deixe a máscara de fora.
refused-not-a-mask = Seu arquivo não parece uma máscara: ela seria em preto e branco, ou com partes transparentes, no formato da imagem. Este modelo não aceita imagens de referência, mas outros aceitam.
refused-empty-prompt = Não há nada visível no seu prompt. Diga o que a imagem deve mostrar.
refused-alternatives = Suas chaves valem por { $count } prompts. Faço no máximo { $most } por vez: use menos opções.
refused-alternatives-many = Suas chaves valem por muito mais prompts do que faço por vez, que são no máximo { $most }: use menos opções.
refused-batch = Isso é mais do que faço de uma vez: no máximo { $most }, e dez imagens no total. Peça menos.
refused-no-style = Esse estilo não existe aqui. Há: { $others }.
refused-no-styles = Este servidor ainda não tem estilos. Quem o gerencia adiciona com `/easel styles add`.
refused-styles-direct = Os estilos são dos servidores, então não há nenhum em mensagens diretas. Deixe `style` de fora.
refused-style-length = Com as palavras do estilo { $style }, seu prompt fica longo demais. Use no máximo { $most } caracteres.
refused-not-offered = { $title } não está disponível agora. Tente outro modelo; `/modelos` mostra quais há.
refused-edit-not-offered = { $title } não consegue editar imagens agora. Escolha outro modelo.
refused-one-image = { $title } aceita uma imagem por vez no momento. Anexe só uma.
refused-not-offered-others = { $title } não está disponível agora. Tente { $others }.

## /jobs

jobs-none = Você ainda não pediu nenhuma imagem neste servidor. Experimente `/imaginar`.
jobs-none-direct = Você ainda não pediu nenhuma imagem nas nossas mensagens diretas. Experimente `/imaginar`.
jobs-none-found = Nada combina. Tente com menos palavras ou aperte *Ver todas*.
jobs-title = **Suas imagens mais recentes neste servidor**
jobs-title-page = **Suas imagens mais recentes neste servidor** · página { $page }
jobs-title-direct = **Suas imagens mais recentes nas nossas mensagens diretas**
jobs-title-page-direct = **Suas imagens mais recentes nas nossas mensagens diretas** · página { $page }
jobs-search = -# 🔍 { $what }
jobs-line = { $icon } <t:{ $at }:R> { $title }: { $prompt } — { $state }
jobs-state-waiting = na fila
jobs-state-running = sendo criada
jobs-state-done = { $pictures ->
    [one] [Ver]({ $link })
   *[other] [Ver { $pictures } imagens]({ $link })
}
jobs-state-private = mostrada só para você
jobs-state-failed = falhou, não contou: { $why }
jobs-state-cancelled = cancelada, não contou
jobs-state-given-up = desistência: { $why }
jobs-cancel = Cancelar…
jobs-giveup = Desistir…
jobs-refresh = Atualizar
jobs-all = Ver todas
jobs-cancelled = ✅ Canceladas: { $count }
jobs-gave-up = ✅ Desistências: { $count }
jobs-refused = ⚠️ “{ $prompt }”: { $why }
jobs-more = … e mais { $more }

## What was done to a member's image, said when it was accepted

input-rotated = Endireitei sua imagem.
left-out = { $title } não aceita { $options } no momento, então deixei isso de fora.
input-scaled = Sua imagem era maior do que consigo usar, então eu a reduzi.
input-still = Usei o primeiro quadro da sua animação.
input-colours = Converti as cores da sua imagem para as comuns.
input-taken-as-mask = Usei seu arquivo como máscara. Se for uma imagem de referência, escolha isso na janela, e outro modelo.

## /models

models-title = **Modelos**
models-offered = ✅ `/{ $command }` { $title }{ $price }
models-missing = 🚫 `/{ $command }` { $title }, indisponível agora{ $price }
models-closed = 🚫 `/{ $command }` { $title }, não para você neste canal agora{ $price }
models-off = 🚫 `/{ $command }` { $title }, desativado neste canal{ $price }
models-age = 🚫 `/{ $command }` { $title }, só em canais com restrição de idade{ $price }
models-role = 🚫 `/{ $command }` { $title }, não para os seus cargos{ $price }
models-price-bar = 🚫 `/{ $command }` { $title }, custa mais do que resta do seu limite{ $price }
models-failing = ⚠️ `/{ $command }` { $title }, as últimas imagens dele falharam{ $price }
models-price = : US$ { $price } por imagem
models-price-range = : US$ { $low } a US$ { $high } por imagem
models-price-unknown = : preço desconhecido
models-prices = -# Só membros que podem gerenciar o servidor veem os preços.
status-title = **Como estão os modelos**
status-model = { $mark } `/{ $command }` { $title }: { $pace }; última hora: { $hour }
status-pace-unknown = tempo normal ainda desconhecido
status-pace-usual = costuma levar { $usual }
status-pace-busy = costuma levar { $usual }, ocupado agora: cerca de { $now }
status-hour = { $done } de { $total } deram certo
status-hour-none = nenhum pedido
status-missing = indisponível agora

## /mydata consent, /easel edits

consent-yes = Outros podem editar suas imagens e usá-las como referência, em todos os servidores. `allow: False` impede isso.
mentions-yes = Eu menciono você na mensagem com sua imagem quando ela levou mais de um minuto. Desative com `/meusdados menções`.
mentions-no = Não menciono você quando uma imagem demorou.
showcases-yes = As suas imagens que receberem estrelas podem ser mostradas nas vitrines dos seus servidores. `allow: False` impede isso.
showcases-no = Suas imagens não são mostradas em nenhuma vitrine, em nenhum servidor. Eu retiro as que já eram mostradas.
default-kept = Este é o seu padrão agora, para `/imaginar` e para o que você deixar de fora no comando deste modelo: { $title }, { $options }
default-is = Seu padrão: { $title }, { $options }
    Uso isso em `/imaginar` e para o que você deixar de fora no comando deste modelo.
default-none = Você não tem um padrão. Aperte *Detalhes* embaixo de uma imagem de que você gosta, e depois *Tornar meu padrão*.
default-cleared = Tudo bem, você não tem mais um padrão.
default-no-options = sem opções
consent-no = Só você pode editar suas imagens ou usá-las como referência, em todos os servidores. `allow: True` permite aos outros.
rules-edits = **Edições neste servidor**
rules-line = `{ $option }`: { $value }
rules-default = (o padrão)
rules-yes = sim
rules-no = não
refused-manager = Só membros que podem gerenciar este servidor podem usar este comando.

## /mydata export, /mydata delete

export = Tudo o que guardo sobre você, em todos os servidores. Só você vê isto: salve se quiser guardar.
export-part = Tudo o que guardo sobre você, parte { $part } de { $parts }.
forget-ask = Isto exclui o que guardo sobre você, em todos os servidores: seus prompts e ajustes, as imagens que você me deu, e onde estão suas imagens. As imagens em si ficam no Discord, mas os botões delas param de funcionar. O que conta nos seus limites fica por até 30 dias. Não dá para desfazer. O botão funciona por { $minutes } minutos.
button-forget = Excluir meus dados
forgotten = Excluído. O que conta nos seus limites fica por até 30 dias, e depois é anônimo.
forgotten-unfinished = { $unfinished ->
    [one] { $unfinished } imagem sua ainda está a caminho; não mexi nela. Use `/meusdados excluir` de novo quando ela estiver pronta.
   *[other] { $unfinished } imagens suas ainda estão a caminho; não mexi nelas. Use `/meusdados excluir` de novo quando estiverem prontas.
}
forgotten-refusal = Outros continuam sem poder editar suas imagens, já que elas ainda estão no Discord; `/meusdados permissão` muda isso.
refused-forget-late = Essa pergunta expirou. Use `/meusdados excluir` de novo.
refused-forget-other = Isto é sobre os dados de outro membro. Use `/meusdados excluir` para os seus.

## Details

details-prompt = **{ $prompt }**
details-facts = -# { $member } · <t:{ $at }:f> · { $facts }
details-took = levou { $minutes ->
    [0] { $seconds } s
   *[other] { $minutes } min { $seconds } s
}
details-estimate = estimativa de US$ { $price }
details-option = `{ $name }` { $value }
details-copy = -# A marca diz que isto é uma cópia de { $link }. Uma marca pode ser falsificada.
details-steps = Criada a partir de:
details-steps-more = … e mais { $more } antes
details-step = ↳ { $link } { $prompt }
details-step-private = ↳ uma imagem que só quem criou podia ver
details-step-unseen = ↳ uma imagem em um canal que você não pode ver
details-step-own = ↳ { $link } uma imagem de um membro
details-step-upload = ↳ uma imagem que foi anexada ao comando
details-step-gone = ↳ { $link } uma imagem mais antiga
details-step-hidden = ↳ { $link } uma imagem que foi denunciada aos moderadores
details-command = Copie isto para usar de novo:
details-command-long = -# O comando é longo demais para aparecer aqui, então está no arquivo anexado.
details-attach = [anexar: { $options }] Uma imagem não pode ser copiada assim: anexe você mesmo.

## Edits

button-again = De novo
button-remix = Remixar…
button-edit = Editar…
button-extend = Afastar / mover…
button-try = Testar com…
button-details = Detalhes
button-compare = Antes / depois
button-show = Mostrar a todos
button-share = Compartilhar
button-repost = Compartilhar
button-send = Enviar para mim
button-goto = Ir até lá
post-edited = editada a partir de { $link }
edit-title = Editar esta imagem
edit-words = O que mudar
edit-placeholder = deixe o céu vermelho
edit-picture = Qual imagem
edit-picture-number = Imagem { $number }
edit-provider = Qual modelo
edit-file = Máscara ou imagem de referência (opcional)
edit-file-use = O que pode mudar e para que serve o arquivo
edit-file-auto = Tudo; decida por mim, olhando o arquivo
edit-file-reference = Tudo; o arquivo é uma imagem de referência
edit-file-mask = O que uma máscara marca: suas partes brancas ou transparentes
edit-dropped = Este modelo aceita menos arquivos, então deixei { $dropped } dos seus de fora.
edit-took-reference = Usei seu arquivo como imagem de referência: { $title } não aceita máscaras.
edit-area = Só esta parte: { $area }
edit-area-model = Só o { $title } consegue mudar apenas uma parte de uma imagem, então é ele que faz esta edição.
edit-area-shape = Com `area` a imagem mantém a forma, então deixei `shape` de fora.
extend-title = Afastar ou mover
extend-move = Para onde mostrar mais
extend-words = O que a imagem inteira mostra (opcional)
extend-placeholder = Sem isso: as palavras com que a imagem foi criada
extend-usual-words = mais da mesma cena
extend-zoom = Afastar { $step }×
extend-pan-left = Mover para a esquerda
extend-pan-right = Mover para a direita
extend-pan-up = Mover para cima
extend-pan-down = Mover para baixo
remix-title = Remixar esta imagem
remix-words = Prompt
remix-words-rest = Os últimos { $rest } caracteres não cabem aqui; eles ficam no final como estão.
remix-shape = Formato
remix-shape-kept = Como era ({ $size })
remix-style = Estilo
style-none = Sem estilo
style-kept = Como era ({ $style })
remix-seed = Seed
remix-seed-new = Uma nova
remix-seed-kept = Manter { $seed }
edit-instead = { $wanted } não está disponível aqui agora, então { $title } faz esta edição.
edit-not-here = { $title } não está disponível aqui agora.
imagine-instead = { $wanted } não está disponível aqui agora, então { $title } cria esta.
try-which = Qual modelo deve testar este prompt?
try-choose = Escolha um modelo
try-all = Todos, lado a lado
style-choose = Ou escolha outro estilo
try-dropped = Este modelo não tem { $options }, então deixei isso de fora.
shape-overruled = Usei { $options } e deixei `shape` { $shape } de fora.
prompt-values = Lido do seu prompt: { $values }.
prompt-values-left = { $title } não tem { $flags }, então deixei isso no seu prompt.
prompt-values-unusable = Não consigo usar { $flags }, então deixei isso no seu prompt.
comparison = Antes (à esquerda) e depois (à direita).
comparison-before = Antes
comparison-after = Depois
comparison-public = -# De { $link }, mostrado por { $member }
comparison-shown = ✅ Todo mundo daqui pode ver agora: { $link }
comparison-there = Todo mundo daqui já pode ver: { $link }
menu-edit = Editar esta imagem
menu-reference = Usar como referência
menu-describe = Ver como foi criada
hint-ping = Só vejo respostas que me mencionam. Responda de novo com o @ ligado, ou use Aplicativos → “Editar esta imagem”.
hint-direct = Não converso, mas crio imagens: `/imaginar` cria uma com as suas palavras, e `/editar` muda uma.
hint-direct-replies = Você também pode responder a uma imagem e dizer o que mudar.
unclear-question = { $member } Devo mudar a imagem assim, ou vocês só estão conversando? Vou lembrar da sua resposta.
unclear-edits = 🎨 Já estou fazendo. Até <t:{ $until }:D> vou tratar respostas assim como edições. Um ❌ na sua resposta cancela uma enquanto ela espera, e aí pergunto de novo.
unclear-talk = Certo, vou deixar respostas assim em paz até <t:{ $until }:D>. Para mudar uma imagem, me mencione com @ no seu texto e diga o que fazer.
refused-no-picture = Não há imagem nessa mensagem. Escolha uma que tenha.
refused-unseen-picture = O Discord não me mostra essa mensagem. Use Aplicativos → “Editar esta imagem” nela.
refused-picture-number = Só há { $pictures } imagens nessa mensagem. Escolha uma delas.
refused-nothing-here = Ainda não conheço nenhuma imagem daqui. Anexe uma como `image`, ou responda a uma.
refused-no-history = Você não pode ler as mensagens anteriores daqui, então não posso usar a imagem mais recente para você. Anexe uma como `image`.
refused-consent = O dono dessa imagem não deixa outros editarem. Escolha outra.
refused-owner-only = Neste servidor só o membro que pediu uma imagem pode editá-la. Crie uma sua.
refused-try-none = Nenhum outro modelo consegue criar isto agora. Tente mais tarde.
refused-no-editor = Nenhum modelo consegue editar imagens aqui agora. `/modelos` mostra por quê.
refused-extend-here = Para afastar e mover é preciso o { $title }, que não está disponível aqui agora. `/modelos` mostra por quê.
refused-area-not-offered = O { $title } não aceita máscaras agora, então não consigo mudar só uma parte de uma imagem, afastar nem mover. Tente mais tarde.
refused-no-model = Não existe esse modelo. Você pode escolher { $others }.
refused-compare-one = Aqui só há um modelo, então não há o que comparar.
refused-purged = Não sei mais como esta imagem foi criada. Use o comando.
refused-inputs-gone = Não tenho mais as imagens de que esta foi feita. Use o comando e anexe-as de novo.
refused-comparison = Não consigo mais buscar uma das duas imagens.
refused-comparison-post = O Discord não aceitou a comparação. Aperte *Mostrar a todos* de novo: olho antes, então ela não vai aparecer duas vezes.
refused-comparison-unsure = Talvez eu já tenha mostrado isto, mas não consigo descobrir. Olhe no canal.
refused-compared = Essa mensagem mostra duas imagens lado a lado. Use a própria imagem editada.
refused-comparison-private = A original é particular, então só o membro dono dela pode comparar.
shared = ✅ Todo mundo daqui pode ver agora: { $link }
shared-before = Você já compartilhou isto: { $link }
refused-share-deleted = Você já compartilhou isto, e a mensagem foi excluída.
refused-share-direct = Só nós dois lemos as mensagens diretas, então não há com quem compartilhar aqui.
refused-share-gone = O Discord não tem mais esta imagem. Crie de novo.
refused-share-removed = Um moderador deste servidor removeu esta imagem, então ela não pode ser compartilhada aqui.
refused-share-closed = O Discord não me deixa postar aqui. Fale com um moderador, e depois aperte *Compartilhar* de novo.
refused-share-unsure = Ainda não sei se o Discord postou isto. Aperte *Compartilhar* de novo: olho antes, então não vai aparecer duas vezes.
refused-share-busy = Já estou compartilhando isto. Espere um momento.
show-private = Aqui está sua imagem. Só você pode ver.
refused-own-picture = Não conheço nenhuma imagem sua pronta assim neste servidor. Escolha uma das que `/mostrar` sugere.
refused-own-picture-direct = Não conheço nenhuma imagem sua pronta assim nas nossas mensagens diretas. Escolha uma das que `/mostrar` sugere.
refused-own-age = Essa imagem é de um canal com restrição de idade, ou de um que não vejo mais. Você pode recuperá-la em um canal com restrição de idade.
refused-own-deleted = A mensagem com essa imagem foi excluída, então não a tenho mais. *De novo* cria outra.
refused-own-unseen = Não vejo mais o canal dessa imagem. Fale com um moderador.
refused-own-private = Essa imagem foi mostrada só para você, e eu não guardo imagens: o serviço fica com elas por uma hora. *De novo* cria outra.
refused-share-elsewhere = Essa imagem foi mostrada só para você, em <#{ $channel }>. Lá você pode compartilhá-la.
sent-originals = { $pictures ->
    [one] ✅ Nas suas mensagens diretas: o arquivo original.
   *[other] ✅ Nas suas mensagens diretas: os { $pictures } arquivos originais.
 }
sent-posted = { $pictures ->
    [one] ✅ Nas suas mensagens diretas: o arquivo como foi postado. Os originais ficam só uma hora; se ele foi reduzido para caber, aqui também está.
   *[other] ✅ Nas suas mensagens diretas: os { $pictures } arquivos como foram postados. Os originais ficam só uma hora; se algum foi reduzido para caber, aqui também está.
 }
sent-smaller = ✅ Nas suas mensagens diretas. Precisei reduzir um arquivo, porque o Discord não aceita nada maior lá.
sent-from = -# Você pediu este arquivo: { $link }
refused-send-closed = Você não aceita mensagens diretas minhas, então não consegui enviar. Permita-as nas configurações de privacidade deste servidor e aperte *Enviar para mim* de novo.
refused-send-unsure = Não sei se o Discord entregou. Veja suas mensagens diretas e, se não estiver lá, aperte *Enviar para mim* de novo.
refused-send-busy = Já estou enviando isto. Espere um momento.
refused-busy = Ainda estou cuidando do seu último pedido como este. Espere um momento.
refused-comparison-busy = Ainda estou comparando duas imagens para você. Espere um momento.
refused-draft = Não sei mais de qual imagem se tratava. Abra a janela de novo.
refused-no-words = Diga o que mudar.
refused-text-file = Não consigo ler seu `message.txt` como texto. Envie como texto simples em UTF-8.
refused-text-gone = Não consigo baixar seu `message.txt` do Discord. Envie de novo.
refused-text-long = Esse texto é longo demais: aceito até { $most } caracteres. Encurte o texto.
refused-not-mine = Não fui eu que criei essa imagem, então não sei nada sobre ela.
refused-copy = Essa imagem tem minha marca, mas não conheço nenhuma parecida que você possa ver aqui.

## /quota

quota-none = Não há limite aqui. Crie quantas imagens quiser.
quota-line = { $bar } { $whose ->
    [server] Este servidor usou { used-of } { last-span };
    [everywhere] Você usou { used-of } { last-span }, em todos os servidores juntos;
   *[member] Você usou { used-of } { last-span };
} { $metric ->
    [dollars] resta US$ { $left }.
   *[pictures] resta { $left }.
}
quota-operator = -# { $whose ->
    [server] Quem cuida deste bot definiu este limite.
   *[everywhere] Quem cuida deste bot definiu este limite, para todos os servidores juntos.
}
quota-free-at = Você pode criar a próxima <t:{ $at }:R>.
quota-next-at = { $metric ->
    [dollars] Você recupera uma parte <t:{ $at }:R>.
   *[pictures] Você recupera uma <t:{ $at }:R>.
}
quota-jobs = **Suas últimas imagens, e o que cada uma usou**
quota-job = <t:{ $at }:R> { $title }: { $prompt } — { $pictures ->
    [0] nada
    [one] { $pictures } imagem
   *[other] { $pictures } imagens
}
quota-extra = -# Disso, { $metric ->
    [dollars] US$ { $extra }
   *[pictures] { $extra }
} são extras, para você.
quota-extra-until = -# Disso, { $metric ->
    [dollars] US$ { $extra }
   *[pictures] { $extra }
} são extras, para você, até <t:{ $until }:f>.

## /easel limits

limits-title = **Limites neste servidor**
limits-none = Não há nenhum: os membros podem criar quantas imagens quiserem. `/easel limits set` define um.
limits-server = Todos os membros juntos: { $what }
limits-everyone = Cada membro: { $what }
limits-target = { $target }: { $what }
limits-what = { amount } em { span }
limits-more = mais { amount } em { span }
limits-unlimited = sem limite
limits-until = até <t:{ $until }:f>
limits-operator = { $whose ->
    [server] (o limite do operador)
   *[everywhere] (o limite do operador, para todos os servidores juntos)
}
limits-lower = ⚠️ Quem cuida deste bot não permite mais que { $what }: esse limite menor continua valendo.
refused-limits-amount = Informe um entre `pictures`, `dollars` e `unlimited`.
refused-limits-targets = Informe no máximo um entre `member`, `role` e `together`.
refused-limits-more = `more` é para um só `member`, com `pictures` ou `dollars`.
refused-limits-unlimited = `unlimited` remove qualquer limite. Deixe `per` de fora.
refused-limits-clear = Nada desse tipo está definido. `/easel limits list` mostra o que está.
limits-edit = Limites deste servidor
limits-each-pictures = Cada membro: imagens em 24 horas
limits-each-dollars = Cada membro: dólares em 30 dias
limits-all-pictures = Todos juntos: imagens em 24 horas
limits-all-dollars = Todos juntos: dólares em 30 dias
refused-amount-pictures = “{ $field }” aceita um número inteiro até { $most }, ou nada. Abra a janela de novo.
refused-amount-dollars = “{ $field }” aceita dólares como 12.50, até { $most }, ou nada. Abra a janela de novo.

## /easel settings

panel = **Como trabalho neste servidor.** As mudanças valem na hora.
    Para o resto há `/easel rules set` (canais específicos), `/easel words add` (o que recusar) e `/easel limits set` (membros e cargos específicos).
panel-models = Quais modelos podem ser usados
panel-models-none = Nenhum
panel-editor = Qual modelo edita uma imagem quando o que a criou não consegue
panel-model = Qual modelo `/imaginar` usa
panel-model-first = O primeiro disponível
panel-default = { $value } (o padrão)
panel-not-offered = { $title } (indisponível agora)
panel-replies = Quem pode editar uma imagem respondendo a ela
panel-everyone = Todo mundo
panel-nobody = Ninguém: respostas são só conversa
panel-role = Membros com um certo cargo
panel-log = Canal de registro (imagens, recusas, mudanças)
panel-reports = Canal para as denúncias dos membros
panel-no-channel = Nenhum
panel-same-channel = O mesmo do registro
panel-limits = Limites e orçamento: quanto pode ser criado
panel-limits-more = … e mais { $more }: `/easel limits list`
panel-edit-limits = Limites…
panel-edit-budget = Orçamento…
panel-silent = ⚠️ Não posso escrever em <#{ $channel }>. Dê-me estas permissões lá: { $permissions }.

## /easel budget, /easel pause, /easel resume

budget-none = Não há orçamento; este mês custou US$ { $spent } até agora, por preços estimados. `/easel budget` define um.
budget-line = { $bar } US$ { $spent } de US$ { $budget } foram gastos este mês, por preços estimados; o orçamento é renovado em <t:{ $renewed }:D>. Quando acabar, { $then ->
    [stop] não crio mais nada que custe dinheiro.
   *[other] `{ $then }` faz todo o trabalho.
}
log-budget = { $percent ->
    [100] 🛑 O orçamento do mês acabou: US$ { $spent } de US$ { $budget } foram gastos. Até ele ser renovado ou `/easel budget` mudá-lo, { $then ->
        [stop] recuso o que custa mais do que resta.
       *[other] `{ $then }` cria o que custa mais do que resta.
    }
   *[other] 💰 { $percent }% do orçamento do mês foram gastos: US$ { $spent } de US$ { $budget }.
}
budget-fell-back = O orçamento deste servidor para o mês foi gasto, então { $title } cria esta.
budget-dropped = Ele não tem { $options }, então deixei isso de fora.
paused = Em pausa: não aceito pedidos neste servidor até `/easel resume`. As imagens a caminho ainda são postadas.
resumed = Voltei a aceitar pedidos neste servidor.
budget-edit = Orçamento deste servidor
budget-dollars = Dólares por mês do calendário
budget-no-dollars = sem orçamento
budget-then = Quando acabar
budget-stop = Não crio mais nada que custe dinheiro
budget-takes-over = { $title } faz todo o trabalho

## The log of a server, and /easel log

log-posted = 🖼️ { $facts }
log-shared = 🖼️ { $member } compartilhou uma imagem particular: { $link }
log-reposted = 🖼️ { $member } postou de novo uma imagem sua: { $link }
log-showcased = ⭐ Uma imagem de { $member } está na vitrine: { $link }
log-contest-over = 🏆 O concurso em { $channel } acabou. Quem ganhou: { $members }
log-contest-bonus = 🎁 { $member } ganhou um concurso e recebe { $pictures ->
    [one] uma imagem
   *[other] { $pictures } imagens
} a mais por um tempo, além de cada limite.
log-pictures = { $pictures } imagens
log-alone = mostrada só para quem pediu
log-refused = 🚫 { $member }: { $why }
log-declined = 🛑 { $member }: { $declined } pedidos seguidos foram contra as regras de conteúdo, então este membro precisa esperar até <t:{ $until }:t>.
log-trouble = ⚠️ { $what }
log-changed = 🔧 { $member } usou `/easel { $action }`
log-changed-facts = 🔧 { $member } usou `/easel { $action }`: { $facts }
log-fact = { $name }: { $value }
log-default = padrão
log-title = **Registro e denúncias neste servidor**
log-off = desligado
log-reports-public = ⚠️ Todo mundo pode ler { $channel }, para onde vão as imagens denunciadas. Escolha para `reports` um canal que só moderadores vejam.
refused-log = Não posso escrever em { $channel }. Dê-me estas permissões lá: { $permissions }.
log-left-out = … Não consegui postar { $lines } linhas que deveriam estar aqui.
trouble-credits = O serviço de imagens não cria imagens para mim: minha conta está sem créditos. Quem cuida deste bot precisa resolver isso.
trouble-key = O serviço de imagens não cria imagens para mim: ele não aceita minha chave. Quem cuida deste bot precisa resolver isso.
trouble-account = O serviço de imagens não cria imagens para mim: há algo errado com minha conta. Quem cuida deste bot precisa resolver isso.
trouble-own-server = Não consigo criar imagens com Stable Diffusion: o servidor dele não está bem configurado. Quem cuida deste bot precisa resolver isso.
trouble-showcase = Não consigo postar em { $channel }, onde as imagens com estrelas devem ser mostradas. Deixe-me ver o canal e o histórico dele, e enviar mensagens e arquivos lá.
trouble-contest = Não consigo postar em { $channel }, onde houve um concurso. Deixe-me ver o canal, e ler e enviar mensagens lá.
trouble-themes = Não consigo postar em { $channel }, onde um tema deve ser postado todos os dias. Deixe-me ver o canal e enviar mensagens lá.

## /easel history

history-title = **Mudanças nos ajustes deste servidor**, da mais nova à mais antiga
history-line = <t:{ $at }:f> { $change }
history-more = -# Estas são as { $count } mudanças mais novas.
history-none = Ninguém mudou nada aqui ainda.

## The card in a server that the bot was just added to

welcome-title = ### 👋 Olá, eu crio imagens
welcome-make = Use { $imagine } e diga o que quer ver; a imagem aparece no canal em que você pediu.
welcome-models = Para escolher o modelo você mesmo, use { $commands }.
welcome-reply = Para mudar uma imagem, responda a ela e diga como, por exemplo “deixe de noite”. Mantenha o @ ligado ao responder. Você também pode apertar *Editar…* embaixo dela, ou usar { $command }.
welcome-edit = Para mudar uma imagem, aperte *Editar…* embaixo dela e diga como, ou use { $command }.
welcome-remix = Para tentar outras palavras, aperte *Remixar…* embaixo de uma imagem: o texto dela abre em uma janela, onde você muda e envia de novo.
welcome-limits = **Limites neste servidor**
welcome-limit = { $whose ->
    [server] Todos os membros juntos: { amount } em { span }
   *[member] Cada membro: { amount } em { span }
}
welcome-no-limits = Não há limites neste servidor: os membros podem criar quantas imagens quiserem.
welcome-settings = Membros que podem gerenciar este servidor mudam isso com { $command }.

## /easel usage

usage-none = Ninguém pediu imagens neste servidor desde <t:{ $since }:f>.
usage-total = **Desde <t:{ $since }:f>:** { $pictures } por { $members }, por cerca de US$ { $price } a preços de tabela.
usage-total-unpriced = **Desde <t:{ $since }:f>:** { $pictures } por { $members }; os preços não são conhecidos.
usage-pictures = { $pictures ->
    [one] { $pictures } imagem
   *[other] { $pictures } imagens
}
usage-members = { $members ->
    [one] { $members } membro
   *[other] { $members } membros
}
usage-nobody = membros que não conheço mais
usage-unpriced = { $jobs ->
    [one] { $jobs } pedido não tem preço conhecido e não está nessa soma.
   *[other] { $jobs } pedidos não têm preço conhecido e não estão nessa soma.
}
usage-part = { $name }: { $pictures }, US$ { $price }
usage-part-unpriced = { $name }: { $pictures }
usage-models = **Por modelo** (imagens, dólares a preços de tabela): { $parts }
usage-members-listed = **Por membro**: { $parts }
usage-others = outros
usage-by-model = Imagens por modelo
usage-by-member = Imagens por membro
usage-dollars-by-model = Dólares por modelo
usage-dollars-by-member = Dólares por membro
usage-note = -# Horários em UTC. Imagens que falharam ou foram canceladas ficam de fora. A tabela tem tudo.
usage-note-too-large = -# Horários em UTC. Imagens que falharam ou foram canceladas ficam de fora. A tabela é grande demais para o Discord: peça um período mais curto.
usage-alt = Barras de { $first } a { $last } UTC: imagens e dólares, por modelo e por membro. Por modelo: { $models }. Por membro: { $members }.

## /easel words

words-added = Prompts com “{ $word }” são recusados a partir de agora. Palavras na lista: { $count }.
words-removed = “{ $word }” saiu da lista, então os prompts podem conter a palavra de novo. Palavras na lista: { $count }.
words-none = A lista está vazia: os prompts podem conter qualquer palavra. `/easel words add` adiciona uma.
words-title = **Palavras que os prompts não podem conter neste servidor** ({ $count })
words-hit = 🚫 Isto contém “{ $word }”, então seria recusado.
words-pass = ✅ Isto não contém nada da lista, então seria aceito.
refused-words-nothing = Não há letra, número nem símbolo nisso para procurar. Informe uma palavra.
refused-words-there = “{ $word }” já está na lista.
refused-full = Não há espaço para mais de { $most } destes em um servidor. Remova um primeiro.
refused-words-full = A lista está cheia com { $most } palavras. Remova uma primeiro.
refused-words-unknown = “{ $word }” não está na lista; `/easel words list` mostra o que está.
styles-none = Não há estilos. `/easel styles add` adiciona um: um nome, e as palavras que entram no prompt de quem o escolher.
styles-title = **Estilos deste servidor**
styles-line = **{ $name }**: { $words }
styles-example = (por exemplo “{ $example }”)
styles-model = · { $title }
refused-styles-unknown = Não há estilo com esse nome. `/easel styles list` mostra os que há.
refused-styles-blank = Escolha um nome e palavras visíveis.
refused-word = Os prompts neste servidor não podem conter “||{ $word }||”. Tente outras palavras.

## Vitrines e concursos

showcase-on = ⭐ As imagens que recebem estrelas de pelo menos { $stars } membros são mostradas em { $channel }.
showcase-off = Nada é mostrado: não há vitrine. `/easel showcase` cria uma.
refused-showcase-channel = Ainda não há vitrine. Escolha também o canal dela (`channel`).
contest-title = ### 🏆 Concurso: { $theme }
contest-how = Aperte *Participar* e escolha uma imagem sua já pronta: { $each ->
    [one] uma por membro
   *[other] até { $each } por membro
}. Vote com ⭐ embaixo das participações, em quantas quiser; estrelas para a própria imagem não contam. Termina <t:{ $ends }:R>.
contest-prize = Quem ganhar recebe { $pictures ->
    [one] uma imagem
   *[other] { $pictures } imagens
} a mais por { $days ->
    [one] um dia
   *[other] { $days } dias
}, além de cada limite.
contest-started = ✅ O concurso está aberto em { $channel }.
contest-ended = ✅ O concurso terminou. Agora eu conto as estrelas e depois posto o resultado.
contest-none = Ainda não houve nenhum concurso aqui. `/easel contest start` começa um.
contest-running = 🏆 **{ $theme }**, aberto até <t:{ $ends }:f>
contest-over = 🏆 **{ $theme }** acabou.
contest-counting = As estrelas estão sendo contadas.
contest-empty = Nenhuma imagem participa.
contest-line = { $number }. { $member }: { $link }
contest-line-votes = { $number }. { $member }: { $link } — { $votes } ⭐
contest-won = { $count ->
    [one] Com { $votes } ⭐, a imagem vencedora é:
   *[other] Com { $votes } ⭐ cada, há { $count } imagens vencedoras:
}
contest-nobody = Nenhuma imagem recebeu estrelas, então ninguém ganhou.
contest-bonus = 🎁 { $pictures ->
    [one] Uma imagem
   *[other] { $pictures } imagens
} a mais por { $days ->
    [one] um dia
   *[other] { $days } dias
}, além de cada limite.
contest-choose = Com qual imagem você participa de “{ $theme }”? Eu a posto aqui com o seu nome.
contest-which = Escolha uma imagem
contest-entered = ✅ Você participa com o número { $number }: { $link }
button-enter = Participar
button-entries = Participações
refused-contest-running = Já há um concurso neste servidor. `/easel contest end` o encerra.
refused-contest-none = Não há nenhum concurso aberto neste servidor.
refused-contest-channel = O Discord não me deixa postar aqui. Dê a permissão e comece o concurso de novo.
refused-contest-theme = Escolha um tema que dê para ver.
refused-contest-over = Este concurso acabou.
refused-contest-nothing = Você não tem aqui nenhuma imagem pronta que todos possam ver. Crie uma primeiro, por exemplo com `/imaginar`.
refused-contest-private = Essa imagem foi mostrada só para você. Compartilhe-a primeiro e depois participe com ela.
refused-contest-entered = Essa imagem já participa.
refused-contest-mine = Você já participa com todas as imagens que cada membro pode inscrever.
refused-contest-full = Não há mais lugar para imagens neste concurso.
refused-contest-posted = Essa imagem já foi postada de novo neste canal, então não posso postá-la aqui outra vez. Escolha outra.
refused-contest-closed = O Discord não me deixa postar essa imagem aqui. Peça ajuda à moderação.
refused-contest-unsure = Ainda não sei se o Discord postou a sua participação. Vou ver daqui a alguns minutos e posto se ela não estiver lá.
theme-today = ### 🎨 Tema do dia: { $theme }
    Mostre o que você faz com ele.
themes-never = Nenhum tema é postado. `/easel themes daily` define onde e quando.
themes-daily = Um tema é postado em { $channel } todos os dias às { $hour } UTC. **Temas, o próximo primeiro:**
themes-none = Não há temas. `/easel themes add` adiciona um.
refused-themes-unknown = Não há nenhum tema assim. `/easel themes list` mostra os que existem.
refused-themes-channel = Nenhum tema é postado ainda. Escolha também o canal (`channel`).

## /easel block, /easel unblock, /easel blocks

blocked = { $member } não pode criar imagens neste servidor até você desbloquear. A pessoa vai ler: “{ $reason }”
blocked-until = { $member } não pode criar imagens neste servidor até <t:{ $until }:f>. A pessoa vai ler: “{ $reason }”
unblocked = { $member } pode criar imagens neste servidor de novo.
blocks-none = Ninguém está bloqueado neste servidor.
blocks-title = **Membros que não podem criar imagens neste servidor** ({ $count })
blocks-line = • { $member } até ser desbloqueado: { $reason }
blocks-line-until = • { $member } até <t:{ $until }:f>: { $reason }
refused-block-bot = Bots não pedem imagens, então não há o que bloquear. Escolha um membro.
refused-block-manager = { $member } pode gerenciar este servidor e poderia desfazer o bloqueio na hora. Escolha outro membro.
refused-block-reason = Informe um motivo que o membro possa ler.
refused-not-blocked = { $member } não está bloqueado; `/easel blocks` mostra quem está.
refused-blocked = Você não pode criar imagens neste servidor: “{ $reason }” Se acha que isso está errado, fale com os moderadores.
refused-blocked-until = Você não pode criar imagens neste servidor até <t:{ $until }:f>: “{ $reason }” Se acha que isso está errado, fale com os moderadores.
refused-blocked-elsewhere = Os moderadores de um servidor não deixam você criar imagens lá, e por isso também não em mensagens diretas: “{ $reason }” Se acha que isso está errado, fale com eles.
refused-blocked-elsewhere-until = Os moderadores de um servidor não deixam você criar imagens lá até <t:{ $until }:f>, e por isso também não em mensagens diretas: “{ $reason }” Se acha que isso está errado, fale com eles.
refused-barred = Você não pode criar imagens comigo: “{ $reason }” Se acha que isso está errado, fale com quem cuida deste bot.
refused-barred-bare = Você não pode criar imagens comigo. Se acha que isso está errado, fale com quem cuida deste bot.
refused-barred-until = Você não pode criar imagens comigo até <t:{ $until }:f>: “{ $reason }” Se acha que isso está errado, fale com quem cuida deste bot.
refused-barred-bare-until = Você não pode criar imagens comigo até <t:{ $until }:f>. Se acha que isso está errado, fale com quem cuida deste bot.
refused-blocked-openly = Você não pode criar imagens neste servidor por enquanto. `/imaginar` mostra o motivo só para você.

## /easel avatar

avatar-set = Agora essa é a minha imagem neste servidor. O Discord pode demorar um pouco para mostrá-la em todo lugar.
avatar-reset = Neste servidor, voltei a ter a imagem que tenho em todo lugar.
refused-avatar-nothing = Escolha uma `picture`, ou tire a minha com `reset: True`.
refused-avatar-picture = Não conheço neste servidor uma imagem assim que todos aqui possam ver. Mande o link da mensagem dela, ou escolha uma das suas.
refused-avatar-veiled = Essa imagem é um spoiler ou vem de um canal com restrição de idade, então não pode ser a minha. Escolha outra.
refused-avatar-unreadable = Não consigo fazer um avatar com essa imagem. Escolha outra.
refused-avatar-soon = O Discord só me deixa trocar de imagem de vez em quando. Tente de novo <t:{ $at }:R>.
refused-avatar-discord = O Discord não aceita essa imagem. Escolha outra.
refused-avatar-unsure = Não sei se o Discord trocou a minha imagem. Dê uma olhada, e tente de novo daqui a pouco se não trocou.

## Rules of a server, /easel rules and /easel explain

refused-paused = Estou em pausa neste servidor. Tente mais tarde.
refused-rule-works = Não crio imagens neste canal. Use outro.
refused-rule-elsewhere = Não crio imagens neste canal. Use { $channels }.
refused-rule-provider = { $title } está desativado aqui. Tente { $others }.
refused-rule-no-provider = { $title } está desativado aqui, como todos os outros modelos para isto. Use outro canal.
refused-rule-age = { $title } é só para canais com restrição de idade neste servidor. Use em um deles.
refused-rule-side = `{ $option }` pede mais de { $cap } pixels por lado, o máximo neste canal. Escolha um tamanho menor.
refused-rule-cap = `{ $option }` pode ser no máximo { $cap } neste canal. Não escolha mais que isso.
refused-role-provider = { $roles ->
    [none] Seus cargos neste servidor não incluem { $title }.
   *[other] Neste servidor, { $title } é para membros com { $roles }.
} Tente { $others }.
refused-role-no-provider = { $roles ->
    [none] Seus cargos neste servidor não incluem { $title }.
   *[other] Neste servidor, { $title } é para membros com { $roles }.
} Nenhum outro modelo faz isto para você aqui.
refused-role-side = `{ $option }` pede mais de { $cap } pixels por lado, o máximo que os seus cargos permitem. Escolha um tamanho menor.
refused-role-cap = `{ $option }` pode ser no máximo { $cap } com os seus cargos. Não escolha mais que isso.
refused-reply-role = Só membros com o cargo { $role } podem editar imagens respondendo aqui. Use `/editar`.
refused-unseen-channel = O Discord não me mostra esse canal agora. Tente de novo em um minuto, ou em outro.
rules-title = **Regras neste servidor**
rules-none = Nada está definido: trabalho em todos os canais, com todos os modelos e todos os tamanhos.
rules-of = **{ $place }**: { $rules }
rules-server = o servidor inteiro
rules-holding = **Regras que valem em { $place }**
rules-held = `{ $option }`: { $value } { $level ->
    [channel] (definido para <#{ $place }>)
    [category] (definido para a categoria <#{ $place }>)
    [server] (definido para o servidor inteiro)
    [role] (definido para <@&{ $place }>)
    [edits] (por `/easel edits`)
   *[default] (padrão)
}
rules-age = { $channel ->
    [restricted] sim, como em todo canal com restrição de idade
    [open] não, só em canais com restrição de idade
   *[any] só em canais com restrição de idade
}
rules-no-cap = qualquer
rules-at-most = no máximo { $cap }
rules-pixels = no máximo { $pixels } pixels
rules-everyone = todos
rules-nobody = ninguém
rules-role = **Regras para membros com { $role }**
rules-role-none = Nada mais está definido para { $role }: vale o mesmo que para os outros membros.
rules-role-note = -# Cada uma vale no lugar do que está definido para o servidor inteiro. De vários cargos, conta o mais generoso. O que está definido para um canal ou uma categoria continua valendo.
refused-rules-nothing = Escolha pelo menos uma regra para definir.
refused-rules-provider = Escolha `provider`, e com ele `allowed`, `age_restricted` ou os dois.
refused-rules-role = Escolha `replies: cargo`, e com isso o cargo em `reply_role`.
refused-rules-role-where = As regras de um cargo valem no servidor inteiro. Escolha `role` ou `where`, não os dois.
refused-rules-role-only = Um cargo pode ter regras sobre modelos (`provider` e `allowed`), `largest_size`, `quality` e `count`. Defina o resto sem `role`.
refused-rules-unset = Nada assim está definido lá. `/easel rules list` mostra o que está.
explain-yes = ✅ **Sim, { $member } pode criar uma imagem em { $channel } agora.**
explain-no = 🚫 **Não, { $member } não pode criar uma imagem em { $channel } agora:** { $why }
explain-why-blocked = bloqueado até você desbloquear.
explain-why-blocked-until = bloqueado até <t:{ $until }:f>.
explain-why-paused = este servidor está em pausa até `/easel resume`.
explain-why-works = as regras me deixam fora deste canal (`works`).
explain-why-permissions = faltam-me estas permissões lá: { $permissions }.
explain-why-member-permissions = faltam ao membro estas permissões lá: { $permissions }.
explain-why-timed-out = de castigo até <t:{ $timed_out }:f>.
explain-why-locked = o tópico está trancado, então só moderadores podem.
explain-why-models = nenhum modelo pode ser usado lá agora.
explain-why-word = o prompt contém “{ $word }”, que está na lista de palavras.
explain-why-limit = { $whose ->
    [server] o limite deste servidor
    [everywhere] o limite do operador
   *[member] o limite do membro
} acabou ({ used-of } { last-span }), até <t:{ $free_at }:f>.
explain-why-over-limit = o limite de { amount } em { span } é baixo demais para uma única imagem.
explain-why-budget = o orçamento deste servidor para o mês não cobre mais uma imagem, até <t:{ $renewed }:f>.
explain-why-operator = quem cuida deste bot tem um limite de gastos, e ele foi atingido.
explain-why-failed = { $failed } pedidos do membro falharam na última hora, então ele precisa esperar um pouco.
explain-why-declined = { $declined } pedidos seguidos do membro foram contra as regras de conteúdo, então ele precisa esperar até <t:{ $until }:f>.
explain-why-lost = várias imagens do membro não puderam ser entregues hoje.
explain-why-line-mine = { $waiting } imagens do membro já estão a caminho.
explain-why-line-all = a fila está cheia.
explain-not-blocked = ✅ Não bloqueado.
explain-blocked = 🚫 Bloqueado: “{ $reason }”
explain-blocked-until = 🚫 Bloqueado até <t:{ $until }:f>: “{ $reason }”
explain-not-paused = ✅ Este servidor não está em pausa.
explain-paused = 🚫 Este servidor está em pausa: não crio imagens aqui até `/easel resume`.
explain-may-post = ✅ Posso postar imagens lá.
explain-permissions = 🚫 Não posso postar imagens lá. Dê-me estas permissões: { $permissions }.
explain-not-offered = ⚠️ Indisponível agora: { $titles }.
explain-role = ✅ Este membro tem esse cargo.
explain-no-role = 🚫 Este membro não tem esse cargo.
explain-no-limits = Este membro não tem limite.
explain-limit = { $whose ->
    [server] Todos os membros juntos
   *[member] Este membro
}: { used-of } em { span } { $origin ->
    [server] (definido para o servidor inteiro)
    [everyone] (definido para cada membro)
    [role] (definido para <@&{ $target }>)
    [member] (definido para este membro)
    [operator] (o limite do operador)
   *[default] (padrão)
}
explain-extra = disso, { $metric ->
    [dollars] US$ { $extra }
   *[pictures] { $extra }
} são extras
explain-budget = 🚫 O orçamento deste mês foi gasto; `/easel budget` mostra.
explain-word = 🚫 O prompt contém “{ $word }”, da lista de palavras.
explain-no-word = ✅ O prompt não contém nada da lista de palavras.
explain-words = Palavras que os prompts não podem conter: { $count }. Com `prompt`, verifico um.

## Reports

menu-report = Denunciar esta imagem
report-why = Motivo (opcional)
report-why-note = Os moderadores recebem isso junto com a imagem.
report-done = Obrigado. Ocultei a imagem, e os moderadores vão dar uma olhada.
report-known = Esta imagem já foi denunciada, e os moderadores vão dar uma olhada.
report-told = Obrigado. Avisei os moderadores, que decidem se a imagem pode ficar.
report-restored = Os moderadores olharam esta imagem, e ela pode ficar. Se algo nela mudou, escreva para um deles.
report-removed = Os moderadores já removeram esta imagem.
report-not-hidden = Obrigado. Avisei os moderadores, mas não consegui ocultar a imagem.
report-hidden-here = 🚩 Esta imagem está oculta enquanto os moderadores dão uma olhada.
report-removed-here = 🚩 Um moderador removeu esta imagem.
report-notice = 🚩 { $reporter } denunciou a imagem de { $member }: { $link }
report-by-somebody = Um membro
report-reason = Motivo informado: “{ $reason }”
report-notice-again = Ela já foi restaurada antes, então não a ocultei de novo.
report-notice-blocked = O membro que denunciou está bloqueado, então não a ocultei.
button-restore = Restaurar
button-remove = Remover
button-block = Bloquear membro…
block-title = Bloquear o membro que pediu
block-reason = Motivo (o membro vai ler)
block-reason-default = Uma imagem sua foi denunciada aos moderadores.
report-restored-done = Restaurada.
report-removed-done = Removida. Ninguém neste servidor pode mais usá-la como imagem de entrada.
report-restored-by = ✅ Restaurada por { $moderator }.
report-removed-by = 🗑️ Removida por { $moderator }.
report-blocked-by = 🚫 { $member } recebeu um bloqueio de { $moderator }.
log-report-restored = 🚩 { $moderator } restaurou uma imagem denunciada: { $picture }
log-report-removed = 🚩 { $moderator } removeu uma imagem denunciada: { $picture }
refused-report-what = Só imagens que postei para todos verem podem ser denunciadas aos moderadores. Para o resto, use a denúncia do próprio Discord.
refused-report-compared = Denuncie a própria imagem editada. Esta mensagem some junto.
refused-report-channel = Não consigo falar com os moderadores deste servidor, então não ocultei a imagem. Escreva para um deles.
refused-report-often = Os moderadores ainda não olharam { $waiting } imagens que você denunciou. Espere por eles, ou escreva para um deles.
refused-report-fetch = Não consegui buscar a imagem no Discord para mostrar aos moderadores. Tente de novo.
refused-report-unknown = Não conheço mais esta denúncia. Denuncie a imagem de novo.
refused-report-busy = Alguém está denunciando esta imagem ou decidindo sobre ela agora. Tente de novo daqui a pouco.
refused-report-removed = Esta imagem já foi removida, então não pode ser restaurada.
refused-report-restore = Não consegui pôr a imagem de volta. Confira se posso ver aquele canal e anexar arquivos lá, e se o tópico está aberto; depois tente de novo.
refused-report-remove = Ela não pode mais ser usada como imagem de entrada, mas não consegui tirá-la da mensagem. Exclua essa mensagem, ou tente de novo.
refused-reported = Essa imagem foi denunciada aos moderadores, então não pode ser usada agora.
refused-hidden = Essa imagem foi denunciada aos moderadores, então só eles podem ler como foi criada.
refused-moderator = Só membros que podem gerenciar mensagens aqui podem decidir sobre denúncias.
refused-input-removed = `{ $option }` foi removido pelos moderadores deste servidor, então não pode ser usado aqui. Use outra imagem.

## What Discord shows beside each command

command-easel = Decidir como trabalho neste servidor
command-easel-avatar = Escolher a minha imagem neste servidor entre as que foram criadas aqui
command-easel-block = Impedir um membro de criar imagens neste servidor, por um tempo ou até desbloquear
command-easel-blocks = Ver quem não pode criar imagens neste servidor
command-easel-budget = Definir quanto um mês pode custar e o que acontece quando acaba; ver o que foi gasto
command-easel-settings = Ver e mudar os ajustes mais comuns, em um só painel
command-easel-showcase = Mostra em um canal próprio as imagens que recebem estrelas dos membros
command-easel-contest = Faz um concurso: um tema, imagens dos membros, votos com estrelas
command-easel-contest-start = Começa um concurso neste canal
command-easel-contest-end = Encerra o concurso agora, conta as estrelas e posta o resultado
command-easel-contest-show = Mostra o concurso mais recente e as participações
command-easel-pause = Não aceitar pedidos neste servidor até você retomar
command-easel-resume = Voltar a aceitar pedidos neste servidor
command-easel-limits = Escolher quanto os membros podem criar
command-easel-limits-set = Definir um limite para cada membro, um membro, um cargo, ou todos juntos
command-easel-limits-list = Ver todos os limites deste servidor
command-easel-limits-clear = Remover um limite de cada membro, um membro, um cargo, ou todos juntos
command-easel-edits = Definir como as imagens são editadas neste servidor, e ver o que vale
command-easel-explain = Ver o que um membro pode fazer em um canal, o que impede, e por quê
command-easel-log = Escolher os canais do registro e das denúncias, e ver o que vale
command-easel-history = Ver quem mudou o quê nos ajustes deste servidor, e quando
command-easel-rules = Definir as regras de um canal, de uma categoria, de um cargo ou do servidor inteiro
command-easel-rules-clear = Remover regras de um lugar ou de um cargo, e ver o que passa a valer
command-easel-rules-list = Ver todas as regras definidas neste servidor
command-easel-rules-set = Definir regras de um canal, uma categoria, um cargo ou o servidor inteiro, e ver o que vale
command-easel-styles = Oferecer estilos: palavras que os membros podem acrescentar aos seus prompts
command-easel-styles-add = Adicionar um estilo, ou mudar um
command-easel-styles-list = Ver os estilos deste servidor
command-easel-styles-remove = Remover um estilo
command-easel-themes = Posta todos os dias um tema da sua própria lista
command-easel-themes-add = Adiciona um tema à lista
command-easel-themes-list = Mostra os temas, e onde e quando um é postado
command-easel-themes-remove = Tira um tema da lista
command-easel-themes-daily = Escolhe onde e quando um tema é postado todos os dias
command-easel-unblock = Deixar um membro bloqueado criar imagens neste servidor de novo
command-easel-usage = Ver o que foi criado neste servidor, por quem e com qual modelo
command-easel-words = Escolher palavras que os prompts neste servidor não podem conter
command-easel-words-add = Recusar prompts que contêm uma palavra, uma expressão ou um emoji
command-easel-words-list = Ver quais palavras os prompts não podem conter
command-easel-words-remove = Tirar uma palavra da lista, para que os prompts possam contê-la de novo
command-easel-words-test = Ver se um prompt com estas palavras seria recusado, e por causa de quais
command-edit = Mudar uma imagem com palavras: a sua, ou a mais recente daqui
command-flux = Criar uma imagem com FLUX.2 pro, com palavras e até quatro imagens de referência
command-gemini = Criar uma imagem com Gemini, até 4K
command-gpt-image = Criar ou mudar imagens com GPT Image
command-gpt-image-edit = Mudar uma imagem com GPT Image, inteira ou só onde uma máscara diz
command-gpt-image-generate = Criar de uma a quatro imagens com GPT Image
command-jobs = Ver suas imagens e como estão, procurar uma, cancelar uma que espera
command-show = Recuperar uma imagem sua já pronta, com seus botões
command-imagine = Criar uma imagem: é só dizer o que você quer ver
command-compare = Criar a mesma imagem com vários modelos, lado a lado
command-status = Ver quanto tempo cada modelo costuma levar, e se está funcionando bem
command-models = Ver quais modelos estão disponíveis
command-mydata = Decidir sobre suas próprias imagens, e ver ou excluir o que guardo sobre você
command-mydata-consent = Deixar outros editarem suas imagens e usá-las como referência, ou proibir
command-mydata-defaults = Ver seu próprio modelo e suas opções para `/imaginar`
command-mydata-mentions = Escolher se menciono você quando uma imagem levou mais de um minuto
command-mydata-showcases = Escolhe se as suas imagens com estrelas são mostradas em vitrines
command-mydata-delete = Excluir o que guardo sobre você, em todos os servidores; pergunto antes
command-mydata-export = Receber tudo o que guardo sobre você, em todos os servidores, em um arquivo
command-quota = Ver quantas imagens restam para você, e quando há mais
command-qwen = Criar ou mudar imagens com Qwen
command-qwen-edit = Mudar uma imagem com Qwen
command-qwen-generate = Criar uma imagem com Qwen
command-sd = Criar uma imagem com um checkpoint de Stable Diffusion

## Only translations: names of commands, and what Discord shows of options and choices

name-edit = editar
name-jobs = pedidos
name-show = mostrar
name-models = modelos
name-mydata = meusdados
name-mydata-consent = permissão
name-mydata-defaults = padrões
name-mydata-mentions = menções
name-mydata-showcases = vitrines
name-mydata-delete = excluir
name-mydata-export = exportar
name-quota = cota
name-imagine = imaginar
name-compare = comparar
name-status = situação
option-and-default = { $words } (padrão { $default })
option-prompt = O que a imagem deve mostrar
option-width = Largura em pixels, um múltiplo de 32
option-height = Altura em pixels, um múltiplo de 32
option-seed = A mesma seed e o mesmo prompt dão a mesma imagem
option-safety_tolerance = Quanto passa: 0 é o mais rígido, 6 o menos
option-output_format = Formato do arquivo
option-input_image = Uma imagem de referência, ou a imagem para mudar
option-input_image_2 = Uma segunda imagem de referência
option-input_image_3 = Uma terceira imagem de referência
option-input_image_4 = Uma quarta imagem de referência
option-shape = Largura por altura; as opções exatas vêm primeiro
option-style = Um estilo deste servidor, cujas palavras se somam às suas
option-edit-shape = Largura por altura; sem isso, a da imagem
option-private = Mostrar a imagem só para você
option-spoiler = Ocultar a imagem até alguém clicar; não: mostrar, mesmo que seu arquivo seja spoiler
option-count = Quantas imagens; cada uma conta para o seu limite
option-compare-prompt = O que as imagens devem mostrar
option-compare-first = Um modelo; sem escolher: todos os que funcionam aqui, no máximo quatro
option-compare-second = Outro modelo
option-compare-third = Outro modelo
option-compare-fourth = Outro modelo
option-compare-shape = Largura por altura
option-compare-poll = Perguntar a todos qual é a melhor; sem escolher: sim
option-compare-private = Mostrar as imagens só para você
option-compare-spoiler = Ocultar as imagens até clicar
option-aspect_ratio = Proporção entre largura e altura
option-image_size = Tamanho: cerca de 1, 2 ou 4 mil pixels por lado
option-size = Largura x altura em pixels
option-quality = Quanto trabalho é dedicado a ela
option-n = Quantas imagens; cada uma conta no seu limite
option-image = A imagem para mudar
option-gemini-image = Uma imagem para mudar, ou de referência
option-image_2 = Uma segunda imagem de referência
option-image_3 = Uma terceira imagem de referência
option-image_4 = Uma quarta imagem de referência
option-mask = Uma máscara do mesmo formato: o branco ou transparente é mudado
option-gpt-image-edit-prompt = O que mudar
option-qwen-edit-prompt = O que mudar
option-sd-width = Largura em pixels, um múltiplo de 8
option-sd-height = Altura em pixels, um múltiplo de 8
option-sd-seed = A mesma seed e o mesmo prompt dão a mesma imagem; -1 é aleatório
option-model = Checkpoint
option-negative_prompt = O que a imagem não deve mostrar
option-steps = Passos de cálculo: mais passos demoram mais
option-cfg_scale = O quanto ela segue o prompt
option-edit-prompt = O que mudar
option-edit-image = A imagem para mudar; sem isso, a mais recente daqui
option-area = A parte que pode mudar; o resto fica como está. Sempre com o GPT Image
option-with = Qual modelo a muda
option-allow = Se os outros podem; deixe vazio para ver o que você definiu
option-mydata-mentions-allow = Se eu posso; deixe vazio para ver o que você definiu
option-mydata-showcases-allow = Se elas podem ser mostradas; deixe em branco para ver o que você escolheu
option-provider = O que edita uma imagem; “padrão” é a escolha do bot
option-reply_edits = Se uma resposta a uma imagem a edita
option-owner_only = Se só o membro que pediu uma imagem pode editá-la
choice-in-1-hour = em 1 hora
choice-in-6-hours = em 6 horas
choice-in-24-hours = em 24 horas
choice-in-3-days = em 3 dias
choice-in-7-days = em 7 dias
choice-in-30-days = em 30 dias
choice-in-90-days = em 90 dias
choice-day = dia
choice-week = semana
choice-month = mês
choice-year = ano
choice-channel = canal
choice-reports = denúncias
choice-both = ambos
option-easel-block-member = De quem os pedidos são recusados a partir de agora
option-easel-block-reason = Por quê; o membro lê isso na recusa
option-easel-block-ends = Quando o bloqueio termina
option-easel-unblock-member = Quem pode criar imagens de novo
option-easel-avatar-picture = Uma imagem criada aqui: o link dela, ou uma das suas pelo prompt
option-easel-avatar-number = Qual imagem de um conjunto
option-easel-avatar-reset = Voltar à imagem que tenho em todo lugar
option-easel-words-add-word = Uma palavra, uma expressão ou um emoji; nunca é buscado dentro de outras palavras
option-easel-words-remove-word = A palavra que sai da lista
option-easel-words-test-text = O que um membro poderia pedir
option-easel-usage-period = Até onde olhar para trás: um dia, uma semana, um mês ou um ano
option-easel-log-channel = Canal de registro: imagens, recusas, problemas e ajustes mudados
option-easel-log-reports = Canal para as imagens que os membros denunciam
option-easel-log-off = O que desligar
option-easel-showcase-channel = Onde são mostradas as imagens que receberam estrelas dos membros
option-easel-showcase-stars = Quantos membros precisam reagir com ⭐; no início 5
option-easel-showcase-off = Não mostrar mais imagens; as que já são mostradas ficam
option-easel-contest-start-theme = O assunto das imagens
option-easel-contest-start-ends = Quando termina e os votos são contados
option-easel-contest-start-entries = Com quantas imagens cada membro pode participar; sem isso: com uma
option-easel-contest-start-bonus = Quantas imagens a mais recebe quem ganha, além dos limites
option-easel-contest-start-bonus_days = Por quantos dias; sem isso: 7
option-easel-themes-add-theme = O assunto das imagens de um dia
option-easel-themes-remove-theme = Qual tema
option-easel-themes-daily-channel = Onde o tema do dia é postado
option-easel-themes-daily-hour = A que hora do dia, em UTC; no início 9
option-easel-themes-daily-off = Não postar mais temas
choice-hour = hora
choice-everyone = todos
choice-nobody = ninguém
choice-role = cargo
choice-stop = parar
choice-left-half = metade esquerda
choice-right-half = metade direita
choice-top-half = metade de cima
choice-bottom-half = metade de baixo
choice-left-third = terço esquerdo
choice-middle-third = terço do meio
choice-right-third = terço direito
choice-top-third = terço de cima
choice-bottom-third = terço de baixo
choice-top-left = em cima à esquerda
choice-top-right = em cima à direita
choice-bottom-left = embaixo à esquerda
choice-bottom-right = embaixo à direita
choice-centre = centro
choice-background = tudo menos o centro
option-easel-rules-set-where = O canal ou a categoria; sem isso, o servidor inteiro
option-easel-rules-set-role = Para membros com este cargo; de vários cargos vale o mais generoso
option-easel-rules-set-works = Se trabalho lá ou não
option-easel-rules-set-allowed = Se este modelo pode ser usado lá
option-easel-rules-set-age_restricted = Se só pode ser usado em canais com restrição de idade
option-easel-rules-set-largest_size = O máximo de pixels por lado
option-easel-rules-set-count = O máximo de imagens de uma vez
option-easel-rules-set-replies = Quem pode editar uma imagem respondendo a ela
option-easel-rules-set-reply_role = Qual cargo, com `replies: cargo`
option-easel-rules-clear-where = O canal ou a categoria; sem isso, o que foi definido para o servidor inteiro
option-easel-rules-clear-role = O que está definido para este cargo
option-easel-rules-clear-rule = Qual regra; sem isso, todas as definidas lá
option-easel-styles-add-name = Com que nome os membros o escolhem
option-easel-styles-add-words = Palavras para o prompt; [prompt] fica no lugar do prompt
option-easel-styles-add-example = Um prompt que mostra para que serve
option-easel-styles-add-provider = O modelo com que /imaginar o cria, se o membro puder usá-lo
option-easel-styles-remove-name = Qual estilo
option-easel-budget-dollars = Quanto um mês do calendário pode custar, por preços estimados; 0 é sem orçamento
option-easel-budget-then = O que acontece quando acaba: parar, ou o modelo que passa a criar tudo
option-easel-limits-set-pictures = Quantas imagens
option-easel-limits-set-dollars = Quantos dólares, por preços estimados
option-easel-limits-set-unlimited = Sem nenhum limite
option-easel-limits-set-per = Em quanto tempo; sem isso, um dia
option-easel-limits-set-member = Para este membro; sem isso, e sem role e together, para cada membro
option-easel-limits-set-role = Para cada membro com este cargo; de vários cargos vale o mais generoso
option-easel-limits-set-together = Para todos os membros do servidor juntos
option-easel-limits-set-more = Além do que já vale para o membro
option-easel-limits-set-ends = Até quando; sem isso, até ser mudado
option-easel-limits-clear-member = O definido para este membro; sem isso, e sem role e together, para cada membro
option-easel-limits-clear-role = O definido para este cargo
option-easel-limits-clear-together = O definido para todos os membros do servidor juntos
option-easel-limits-clear-per = Só o definido para este tempo
option-easel-rules-set-provider = De qual modelo `allowed` e `age_restricted` falam
option-easel-rules-set-quality = A qualidade mais alta
option-easel-rules-set-safety_tolerance = O máximo que pode ser pedido
option-easel-explain-member = De quem se trata
option-easel-explain-channel = Em qual canal; sem isso, neste
option-easel-explain-prompt = Um prompt em que procuro palavras da lista
option-jobs-words = Palavras do prompt, em qualquer ordem
option-jobs-model = Qual modelo as criou
option-jobs-channel = Onde foram pedidas ou postadas
option-show-id = Qual imagem: escolha pelo prompt
option-show-public = Postar neste canal para todos; não: mostrar só para você
