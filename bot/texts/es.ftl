# Lo que leen los miembros, en español. El orden es el de en.ftl; al final está lo que solo necesitan las traducciones.

## The private status of a job

status-waiting = 🕓 Número { $position } en la cola. { $usage }
status-waiting-ready = 🕓 Número { $position } en la cola; tu imagen debería estar lista <t:{ $ready }:R>. { $usage }
status-running = 🎨 Creando tu imagen… (empezó <t:{ $since }:R>) { $usage }
status-running-usual = 🎨 Creando tu imagen… Suele tardar { $usual }, así que espérala <t:{ $ready }:R>. { $usage }
status-running-busy = 🎨 Creando tu imagen… Suele tardar { $usual }, pero el modelo está ocupado ahora: unos { $now }, así que espérala <t:{ $ready }:R>. { $usage }
status-slow = ⏳ Está tardando más de lo habitual (empezó <t:{ $since }:R>). Sigo esperándola.
status-slow-usual = ⏳ Está tardando más de lo habitual (empezó <t:{ $since }:R>, normalmente { $usual }). Sigo esperándola.
give-up-free = Puedes darla por perdida; no se descuenta nada de tu límite.
give-up-price = Puedes darla por perdida. Entonces no cuenta como imagen, pero el modelo aún puede terminarla y cobrarla: su precio, ${ $price }, cuenta en los límites y presupuestos en dólares.
status-troubled-relay = ⏳ El servicio de imágenes no responde ahora. Seguiré preguntando hasta las <t:{ $until }:t>, sin ningún coste extra para ti.
status-troubled-discord = ✅ Tu imagen está lista, pero Discord no la acepta ahora. Seguiré intentándolo hasta las <t:{ $until }:t>.
status-done = ✅ Listo: { $link }
status-done-private = ✅ Aquí tienes. Solo tú puedes verlo: guárdalo si quieres conservarlo, o compártelo con todos aquí.
status-done-elsewhere = ✅ Listo, pero no pude publicar en <#{ $channel }>, así que aquí está solo para ti.
status-failed = ⚠️ { $why } No se descontó nada de tu límite.
status-cancelled = Cancelado. No se descontó nada de tu límite.
status-given-up = Dada por perdida. No cuenta como imagen. El modelo aún puede terminarla y cobrarla, así que su precio, ${ $price }, cuenta en los límites y presupuestos en dólares.
status-given-up-free = Dada por perdida. No cuenta en tu límite.
usage = { $whose ->
    [server] Con esta el servidor lleva { used-of } en { span }.
   *[member] Con esta llevas { used-of } en { span }.
}
duration-seconds = { $seconds } s
duration-minutes = { $minutes } min

## Amounts and windows, inside other texts

amount = { $metric ->
    [dollars] ${ $limit }
   *[pictures] { $limit ->
        [one] { $limit } imagen
       *[other] { $limit } imágenes
    }
}
used-of = { $metric ->
    [dollars] ${ $used } de ${ $limit }
   *[pictures] { $used } de { amount }
}
span = { $per ->
    [hour] una hora
    [week] 7 días
    [month] 30 días
   *[day] 24 horas
}
last-span = { $per ->
    [hour] la última hora
    [week] los últimos 7 días
    [month] los últimos 30 días
   *[day] las últimas 24 horas
}

## The message with the pictures

post-line = { $prompt } — { $member }
post-facts-model = { $title }
post-facts-style = estilo { $style }
post-facts-area = cambiado: { $area }
post-facts-seed = semilla { $seed }
post-facts-seconds = { $seconds } s
post-facts-minutes = { $minutes } min { $seconds } s
post-label = **{ $number }** · { $name }
note-converted = convertida a { $format }
note-repacked = guardada como { $format } sin pérdida, para que quepa en el límite de subida
note-recompressed = guardada como { $format } para que quepa en el límite de subida
note-shrunk = reducida a { $size } y guardada como { $format } para que quepa en el límite de subida
note-still = solo el primer fotograma
note-incomplete = el final no llegó
note-missing = { $missing ->
    [one] una imagen no llegó y no se descuenta de tu límite
   *[other] { $missing } imágenes no llegaron y no se descuentan de tu límite
}
post-part-failed = -# ⚠️ { $title }: { $why }
post-parts-failed = -# ⚠️ { $why }
post-direct = La pediste en <#{ $channel }>, donde ya no puedo publicar.
post-direct-private = La pediste en privado en <#{ $channel }>; tardó demasiado para mostrarla allí.
thread-hidden = Ediciones de esta imagen
post-numbered = -# Imágenes 1 a { $pictures }, fila por fila. «#2 …» en una respuesta cambia la segunda.
post-go-on = -# Responde a cualquier imagen de aquí para seguir cambiándola.
post-no-thread = -# Aquí no pude usar un hilo.
post-again = -# Publicada de nuevo por { $member }, de quien es la imagen
poll-which = ¿Cuál es la mejor?
post-showcased = -# ⭐ { $stars } miembros han dado una estrella al [original]({ $link }) de { $member }
post-entry = -# 🏆 Participación { $number } en el concurso «{ $theme }»: vota con ⭐

## Before a dear request

confirm-area = Solo puede cambiar la parte rosa de esta imagen ({ $area }); el resto queda exactamente como está.
confirm-price = Esto costará unos ${ $price }.
confirm-leaves = Después { $whose ->
    [server] este servidor tendrá todavía
   *[member] tendrás todavía
} { $metric ->
    [dollars] ${ $left }
   *[pictures] { $left }
} de { amount } en { span }.
confirm-declined = De acuerdo, no se ha creado.
confirm-answered = Ya respondiste a esa pregunta.
button-confirm = Sí, crearla
button-decline = No, gracias
refused-confirm-late = Esa pregunta ha caducado. Pídelo de nuevo.
refused-confirm-withdrawn = Borraste esa respuesta, así que no crearé la imagen.
refused-confirm-other = Solo puede decidirlo quien lo pidió.
button-meant = Editar esta imagen
button-chat = Solo comentaba

## What a refusal or a failure hands back

button-retry = Intentar de nuevo
button-change = Cambiar…
button-other = Otro modelo…
button-asmask = Usarlo como máscara
words-back = Tus palabras:
words-back-file = Tus palabras están en el archivo adjunto.
refused-retry-late = Ya no tengo esa petición. Usa otra vez el comando, por favor.
refused-retry-twice = Ya pulsaste eso aquí, así que no lo hago dos veces.

## Buttons

correction-make = Hacerla { $what }
button-delete = Borrar
button-cancel = Cancelar
button-giveup = Darla por perdida
button-default = Usar por defecto
button-nodefault = Olvidar lo predeterminado
button-erase = Borrar
button-keep = Conservar
delete-ask = { $pictures ->
    [one] ¿Borrar esta imagen? No podré recuperarla.
   *[other] ¿Borrar estas { $pictures } imágenes? No podré recuperarlas.
}
delete-kept = De acuerdo, se queda.
deleted = Borrado.
refused-delete = Solo quien la pidió, o quien puede gestionar los mensajes aquí, puede borrarla.
refused-cancel = Ya se está creando, así que no se puede cancelar.
refused-give-up = Ya no se puede dar por perdida: terminó, o se está publicando ahora mismo. `/pedidos` la muestra.
refused-give-up-early = Todavía no tarda más de lo normal. Dale un poco más de tiempo.
refused-cancelled = Esa ya está cancelada.
refused-cancel-done = Eso ya está hecho, así que no queda nada que cancelar. Puedes eliminar la imagen con el botón que tiene debajo.
refused-cancel-failed = Eso ya ha fallado. No cuenta para tu límite.
refused-delete-archived = Este hilo está cerrado y no puedo volver a abrirlo. Ábrelo escribiendo algo en él o pide a la moderación que lo desbloquee; después pulsa *Borrar* otra vez.
refused-delete-discord = Discord no me deja eliminar esto aquí. Pide a la moderación que me deje ver este canal, o que lo elimine.
gone = Este mensaje ya no existe.

## Why a job failed: "It doesn't count towards your limit." follows

failed-unreachable = El servicio de imágenes no respondió. Inténtalo de nuevo en unos minutos.
failed-provider = El servicio de imágenes no pudo crear esta. Inténtalo de nuevo.
failed-invalid = El servicio de imágenes no acepta estos ajustes. Cámbialos e inténtalo de nuevo.
failed-invalid-field = El servicio de imágenes no acepta `{ $field }`: «{ $words }» Cámbialo e inténtalo de nuevo.
failed-invalid-words = El servicio de imágenes no acepta esto: «{ $words }» Cámbialo e inténtalo de nuevo.
failed-input = El servicio de imágenes no puede usar esta imagen. Prueba con otra, más pequeña o en PNG.
failed-declined = El servicio de imágenes no crea esto por sus normas de contenido. Prueba con otras palabras.
failed-declined-words = El servicio de imágenes no crea esto por sus normas de contenido: «{ $words }» Prueba con otras palabras.
failed-text = El modelo respondió con palabras en vez de una imagen. Describe una imagen.
failed-text-words = El modelo respondió con palabras en vez de una imagen: «{ $words }» Prueba con otras palabras.
failed-not-offered = Este modelo no está disponible ahora. Prueba con otro.
failed-operator = Ahora no puedo usar el servicio de imágenes. Tienen que arreglarlo quienes llevan este bot; inténtalo más tarde.
failed-operator-told = Ahora no puedo usar el servicio de imágenes. Quienes llevan este bot ya están avisados; inténtalo más tarde.
failed-busy = El servicio de imágenes está muy ocupado. Inténtalo de nuevo en unos minutos.
failed-timeout = El servicio de imágenes tardó demasiado. Inténtalo de nuevo.
failed-expired = El servicio de imágenes ya no tiene el resultado. Inténtalo de nuevo.
failed-link = No se pudo descargar la imagen terminada. Inténtalo de nuevo.
failed-storage = Mi propio almacenamiento no funciona ahora. Tienen que arreglarlo quienes llevan este bot; inténtalo más tarde.
failed-poison = La imagen que llegó no se puede leer de forma segura, así que no puedo publicarla.
failed-moved = El servicio de imágenes que la estaba creando se ha trasladado y ya no puedo consultarlo.
failed-given-up = La diste por perdida. Su precio, ${ $price }, cuenta en los límites en dólares.
failed-stopped = Quienes llevan este bot lo detuvieron. Su precio, ${ $price }, cuenta en los límites en dólares.
failed-stopped-free = Quienes llevan este bot lo detuvieron.
failed-unqueued = Quienes llevan este bot lo sacaron de la cola.
failed-given-up-free = La diste por perdida.
failed-internal = Algo salió mal por mi parte. Inténtalo de nuevo; si vuelve a pasar, díselo a quienes llevan este bot.
failed-delivery = Discord no me dejó publicar la imagen. Inténtalo de nuevo más tarde.
failed-unseen = Puede que ya haya publicado la imagen, pero ya no puedo mirar allí. Revisa el canal.
failed-unfound = Puede que ya haya publicado la imagen, pero desde entonces se ha escrito tanto que no la encuentro. Revisa el canal.
failed-too-large = La imagen no se puede hacer lo bastante pequeña para el límite de subida de este servidor. Pide una más pequeña.
failed-no-place = Ya no puedo publicar en ese canal, ni escribirte a ti.

## Why a command was not taken: nothing was counted

refused = ⚠️ { $why } No se descontó nada de tu límite.
refused-uncounted = ⚠️ { $why }
refused-limit = { $metric ->
    [dollars] { $whose ->
        [server] Este servidor ha gastado ${ $used } en { last-span }; su límite es de ${ $limit }.
        [everywhere] Has gastado ${ $used } en { last-span } en todos los servidores juntos; tu límite es de ${ $limit }.
       *[member] Has gastado ${ $used } en { last-span }; tu límite es de ${ $limit }.
    }
   *[pictures] { $whose ->
        [server] Este servidor ha creado { $used ->
            [one] { $used } imagen
           *[other] { $used } imágenes
        } en { last-span }; su límite es de { $limit }.
        [everywhere] Has creado { $used ->
            [one] { $used } imagen
           *[other] { $used } imágenes
        } en { last-span } en todos los servidores juntos; tu límite es de { $limit }.
       *[member] Has creado { $used ->
            [one] { $used } imagen
           *[other] { $used } imágenes
        } en { last-span }; tu límite es de { $limit }.
    }
} Podrás crear la siguiente <t:{ $free_at }:R>.
refused-over-limit = { $metric ->
    [dollars] Esto costaría ${ $wanted }, pero el límite es { amount } en { span }. Pide algo más barato.
   *[pictures] Pediste { $wanted ->
        [one] una imagen
       *[other] { $wanted } imágenes
    }, pero el límite es { amount } en { span }. { $limit ->
        [0] Pide más a la moderación.
       *[other] Pide menos.
    }
}
refused-budget = El presupuesto mensual de este servidor ya no alcanza para esto. Se renueva <t:{ $renewed }:R>.
refused-operator-budget = He llegado a mi límite de gasto para todos los servidores juntos. Inténtalo más tarde.
refused-lost = Varias de tus imágenes no se pudieron entregar hoy. Asegúrate de que puedo publicar aquí e inténtalo de nuevo mañana.
refused-server = No trabajo en este servidor. Pregunta a quienes llevan este bot.
refused-line-mine = Ya tienes { $waiting } imágenes en camino. Espera a que llegue una.
refused-line-all = La cola está llena ahora mismo. Inténtalo en unos minutos.
refused-paused-everywhere = Estoy en pausa y por ahora no creo imágenes nuevas. Inténtalo más tarde.
refused-paused-everywhere-why = Estoy en pausa y por ahora no creo imágenes nuevas: «{ $reason }» Inténtalo más tarde.
refused-stopping = Me estoy reiniciando. Inténtalo de nuevo en un minuto.
refused-restarted = Me reiniciaron antes de que pudiera aceptarlo. Pídelo otra vez, por favor.
refused-server-only = Solo creo imágenes en servidores. Usa este comando en un canal.
refused-no-shared-server = En mensajes directos solo creo imágenes para miembros de un servidor en el que yo también esté. Únete primero a uno.
refused-shared-unsure = No he podido averiguar qué servidor compartimos. Inténtalo de nuevo en un momento; ayuda que ya hayas creado una imagen conmigo en alguno de tus servidores.
refused-not-here = Lo que elegiste no está en este servidor, o no puedo verlo. Elige otra cosa.
refused-permissions = No puedo publicar imágenes aquí. Pide a alguien de moderación que me permita esto: { $permissions }.
refused-member-permissions = No puedes crear imágenes aquí, porque te faltan estos permisos: { $permissions }. Usa otro canal o pregunta a la moderación.
refused-timed-out = Estás en pausa en este servidor. Cuando termine podrás volver a crear imágenes.
refused-locked-thread = Este hilo está bloqueado, así que solo la moderación puede crear imágenes en él. Usa otro canal.
refused-failed-often = { $failed } de tus peticiones han fallado en la última hora. Espera un rato antes de la próxima.
refused-declined-often = { $declined } de tus peticiones seguidas iban contra las normas de contenido. A las <t:{ $until }:t> puedes probar con otra cosa.
refused-questions = { $questions } preguntas sobre un precio siguen esperando tu respuesta. Responde primero a una de ellas.
refused-question-gone = Ya no pude traer `{ $option }` de Discord. Adjúntala otra vez. Tus palabras eran: { $prompt }
refused-stored-mine = Tus imágenes en camino ocupan todo el espacio que tengo para ti. Espera a que una esté lista.
refused-stored-all = Ahora no tengo espacio para más imágenes. Inténtalo más tarde, o sin imagen.
problem-multiple = `{ $option }` debe ser un múltiplo de { $step }, por ejemplo { $near }.
problem-at-least = `{ $option }` debe ser como mínimo { $bound }.
problem-at-most = `{ $option }` debe ser como máximo { $bound }.
problem-other = `{ $option }`: { $problem }.
problem-ratio = Este modelo no tiene ese `{ $option }`. Lo más parecido es { $near }.
problem-ratio-form = `{ $option }` se escribe como ancho:alto, por ejemplo 16:9.
problem-size-form = `{ $option }` se escribe como ancho x alto, por ejemplo 1024x768.
problem-size-sides = Cada lado de `{ $option }` debe tener de { $low } a { $high } píxeles, como en 1024x768.
refused-input-size = `{ $option }` es demasiado grande: { $megabytes } MB como máximo. Adjunta una imagen más pequeña.
refused-input-gone = No pude traer `{ $option }` de Discord. Adjúntala de nuevo.
refused-input-host = `{ $option }` no está subida a Discord. Adjunta la imagen misma.
refused-input-unknown = `{ $option }` no es una imagen que yo pueda leer. Adjunta un PNG, JPEG, WebP, GIF o HEIC.
refused-input-unsupported = `{ $option }` tiene un formato que no puedo leer. Adjúntala como JPEG o PNG.
refused-input-broken = `{ $option }` está dañada o cortada. Adjúntala de nuevo.
refused-input-too-complex = `{ $option }` está hecha de una forma que tarda demasiado en leerse. Guárdala de nuevo como PNG o JPEG y adjúntala.
refused-input-too-many-pixels = `{ $option }` tiene demasiados píxeles. Adjunta una imagen más pequeña.
refused-input-too-many-bytes = `{ $option }` es demasiado grande. Adjunta una imagen más pequeña.
refused-button = Este botón ya no funciona. Usa el comando.
refused-input-mask-shape = `{ $option }` mide { $width }×{ $height }, pero la imagen mide { $wanted_width }×{ $wanted_height }. Las dos deben tener la misma forma.
refused-input-mask-empty = `{ $option }` no marca nada que cambiar. Pinta la zona de blanco o deja la máscara fuera.
refused-not-a-mask = Tu archivo no parece una máscara: sería en blanco y negro, o tendría partes transparentes, con la forma de la imagen. Este modelo no admite imágenes de referencia, pero otros sí.
refused-empty-prompt = En tu prompt no hay nada visible. Di qué debe mostrar la imagen.
refused-alternatives = Tus llaves valen por { $count } prompts. Hago { $most } como máximo a la vez: usa menos opciones.
refused-alternatives-many = Tus llaves valen por muchísimos más prompts de los que hago a la vez, que son { $most } como máximo: usa menos opciones.
refused-batch = Es más de lo que hago a la vez: { $most } como máximo, y diez imágenes en total. Pide menos.
refused-no-style = Aquí no existe ese estilo. Hay: { $others }.
refused-no-styles = Este servidor todavía no tiene estilos. Quienes lo administran los añaden con `/easel styles add`.
refused-styles-direct = Los estilos son de los servidores, así que en mensajes directos no hay ninguno. Omite `style`.
refused-style-length = Con las palabras del estilo { $style }, tu prompt es demasiado largo. Usa como máximo { $most } caracteres.
refused-not-offered = { $title } no está disponible ahora. Prueba con otro modelo; `/modelos` los muestra.
refused-edit-not-offered = { $title } no puede editar imágenes ahora mismo. Elige otro modelo, por favor.
refused-one-image = { $title } acepta ahora mismo solo una imagen a la vez. Adjunta solo una, por favor.
refused-not-offered-others = { $title } no está disponible ahora mismo. Prueba con { $others }.

## /jobs

jobs-none = Todavía no has pedido ninguna imagen en este servidor. Prueba `/imaginar`.
jobs-none-direct = Todavía no has pedido ninguna imagen en nuestros mensajes directos. Prueba `/imaginar`.
jobs-none-found = No hay nada que coincida. Prueba con menos palabras o pulsa *Ver todas*.
jobs-title = **Tus imágenes más recientes en este servidor**
jobs-title-page = **Tus imágenes más recientes en este servidor** · página { $page }
jobs-title-direct = **Tus imágenes más recientes en nuestros mensajes directos**
jobs-title-page-direct = **Tus imágenes más recientes en nuestros mensajes directos** · página { $page }
jobs-search = -# 🔍 { $what }
jobs-line = { $icon } <t:{ $at }:R> { $title }: { $prompt } — { $state }
jobs-state-waiting = en la cola
jobs-state-running = se está creando
jobs-state-done = { $pictures ->
    [one] [Ir a la imagen]({ $link })
   *[other] [Ir a { $pictures } imágenes]({ $link })
}
jobs-state-private = mostrada solo a ti
jobs-state-failed = falló, no se descontó: { $why }
jobs-state-cancelled = cancelada, no se descontó
jobs-state-given-up = dada por perdida: { $why }
jobs-cancel = Cancelar…
jobs-giveup = Dar por perdida…
jobs-refresh = Actualizar
jobs-all = Ver todas
jobs-cancelled = ✅ Canceladas: { $count }
jobs-gave-up = ✅ Dadas por perdidas: { $count }
jobs-refused = ⚠️ «{ $prompt }»: { $why }
jobs-more = … y { $more } más

## What was done to a member's image, said when it was accepted

input-rotated = Puse tu imagen derecha.
left-out = { $title } no admite { $options } por el momento, así que lo omití.
input-scaled = Tu imagen era más grande de lo que puedo usar, así que la reduje.
input-still = Tomé el primer fotograma de tu animación.
input-colours = Convertí los colores de tu imagen a los habituales.
input-taken-as-mask = Usé tu archivo como máscara. Si es una imagen de referencia, elige esa opción en la ventana, y también otro modelo.

## /models

models-title = **Modelos**
models-offered = ✅ `/{ $command }` { $title }{ $price }
models-missing = 🚫 `/{ $command }` { $title }, no disponible ahora{ $price }
models-closed = 🚫 `/{ $command }` { $title }, no disponible para ti en este canal ahora mismo{ $price }
models-off = 🚫 `/{ $command }` { $title }, desactivado en este canal{ $price }
models-age = 🚫 `/{ $command }` { $title }, solo en canales con restricción de edad{ $price }
models-role = 🚫 `/{ $command }` { $title }, no para tus roles{ $price }
models-price-bar = 🚫 `/{ $command }` { $title }, cuesta más de lo que tu límite te deja ahora{ $price }
models-failing = ⚠️ `/{ $command }` { $title }, sus últimas imágenes fallaron{ $price }
models-price = : ${ $price } por imagen
models-price-range = : de ${ $low } a ${ $high } por imagen
models-price-unknown = : precio desconocido
models-prices = -# Los precios solo los ve quien puede gestionar el servidor.
status-title = **Cómo van los modelos**
status-model = { $mark } `/{ $command }` { $title }: { $pace }; última hora: { $hour }
status-pace-unknown = tiempo habitual aún desconocido
status-pace-usual = suele tardar { $usual }
status-pace-busy = suele tardar { $usual }, ocupado ahora: unos { $now }
status-hour = { $done } de { $total } salieron bien
status-hour-none = nada pedido
status-missing = no disponible ahora mismo

## /mydata consent, /easel edits

consent-yes = Los demás pueden editar tus imágenes y usarlas como referencia, en todos los servidores. `allow: False` lo impide.
mentions-yes = Te menciono en el mensaje con tu imagen cuando tardó más de un minuto. Desactívalo con `/misdatos menciones`.
mentions-no = No te menciono cuando una imagen tardó mucho.
showcases-yes = Las imágenes tuyas que reciban estrellas pueden mostrarse en los escaparates de tus servidores. `allow: False` lo impide.
showcases-no = Tus imágenes no se muestran en ningún escaparate, en ningún servidor. Quito las que ya se mostraban.
default-kept = Este es ahora tu valor predeterminado, para `/imaginar` y para lo que omitas en el comando de este modelo: { $title }, { $options }
default-is = Tu valor predeterminado: { $title }, { $options }
    Se usa para `/imaginar` y para lo que omitas en el comando de este modelo.
default-none = No tienes valor predeterminado. Pulsa *Detalles* bajo una imagen que te guste y luego *Usar por defecto*.
default-cleared = De acuerdo, ya no tienes valor predeterminado.
default-no-options = sin opciones
consent-no = Solo tú puedes editar tus imágenes o usarlas como referencia, en todos los servidores. `allow: True` lo permite a los demás.
rules-edits = **Ediciones en este servidor**
rules-line = `{ $option }`: { $value }
rules-default = (por defecto)
rules-yes = sí
rules-no = no
refused-manager = Solo quien puede gestionar este servidor puede usar este comando.

## /mydata export, /mydata delete

export = Todo lo que guardo sobre ti, en todos los servidores. Solo tú puedes verlo: guárdalo si quieres conservarlo.
export-part = Todo lo que guardo sobre ti, parte { $part } de { $parts }.
forget-ask = Esto borra lo que guardo sobre ti, en todos los servidores: tus prompts y ajustes, las imágenes que me diste y dónde están tus imágenes. Las imágenes se quedan en Discord, pero sus botones dejan de funcionar. Lo que cuenta para tus límites se queda hasta 30 días más. No se puede deshacer. El botón funciona durante { $minutes } minutos.
button-forget = Borrar mis datos
forgotten = Borrado. Lo que cuenta para tus límites se queda hasta 30 días más, y después es anónimo.
forgotten-unfinished = { $unfinished ->
    [one] { $unfinished } imagen tuya sigue en camino; no la toqué. Usa `/misdatos borrar` de nuevo cuando esté lista.
   *[other] { $unfinished } imágenes tuyas siguen en camino; no las toqué. Usa `/misdatos borrar` de nuevo cuando estén listas.
}
forgotten-refusal = Los demás siguen sin poder editar tus imágenes, porque estas siguen en Discord; `/misdatos permiso` lo cambia.
refused-forget-late = Esa pregunta ha caducado. Usa `/misdatos borrar` de nuevo.
refused-forget-other = Esto trata de los datos de otro miembro. Usa `/misdatos borrar` para los tuyos.

## Details

details-prompt = **{ $prompt }**
details-facts = -# { $member } · <t:{ $at }:f> · { $facts }
details-took = tardó { $minutes ->
    [0] { $seconds } s
   *[other] { $minutes } min { $seconds } s
}
details-estimate = se estiman ${ $price }
details-option = `{ $name }` { $value }
details-copy = -# Según su marca, es una copia de { $link }. Una marca se puede falsificar.
details-steps = Hecha a partir de:
details-steps-more = … y { $more } anteriores
details-step = ↳ { $link } { $prompt }
details-step-private = ↳ una imagen que solo vio quien la pidió
details-step-unseen = ↳ una imagen de un canal que no puedes ver
details-step-own = ↳ { $link } una imagen propia de un miembro
details-step-upload = ↳ una imagen adjunta al comando
details-step-gone = ↳ { $link } una imagen más antigua
details-step-hidden = ↳ { $link } una imagen que fue denunciada a la moderación
details-command = Copia esto para usarlo de nuevo:
details-command-long = -# El comando es demasiado largo para aquí, así que está en el archivo adjunto.
details-attach = [adjuntar: { $options }] Una imagen no se puede copiar con él: adjúntala tú.

## Edits

button-again = Otra vez
button-remix = Remezclar…
button-edit = Editar…
button-extend = Alejar / desplazar…
button-try = Probar con…
button-details = Detalles
button-compare = Antes / después
button-show = Mostrar a todos
button-share = Compartir
button-repost = Compartir
button-send = Enviármela
button-goto = Ir allí
post-edited = editada a partir de { $link }
edit-title = Cambiar esta imagen
edit-words = Qué cambiar
edit-placeholder = pon el cielo rojo
edit-picture = Qué imagen
edit-picture-number = Imagen { $number }
edit-provider = Qué modelo
edit-file = Máscara o imagen de referencia (opcional)
edit-file-use = Qué puede cambiar y para qué es el archivo
edit-file-auto = Todo; decide tú al ver el archivo
edit-file-reference = Todo; el archivo es una imagen de referencia
edit-file-mask = Lo que marca una máscara: sus partes blancas o transparentes
edit-dropped = Este modelo admite menos archivos: dejé fuera { $dropped } de los tuyos.
edit-took-reference = Usé tu archivo como imagen de referencia: { $title } no admite máscaras.
edit-area = Solo esta parte: { $area }
edit-area-model = Solo { $title } puede cambiar una parte de una imagen, así que hace esta edición.
edit-area-shape = Con `area` la imagen conserva su forma, así que dejé fuera `shape`.
extend-title = Alejar o desplazar
extend-move = Hacia dónde mostrar más
extend-words = Qué muestra la imagen entera (opcional)
extend-placeholder = Si falta: las palabras con las que se creó la imagen
extend-usual-words = más de la misma escena
extend-zoom = Alejar { $step }×
extend-pan-left = Desplazar a la izquierda
extend-pan-right = Desplazar a la derecha
extend-pan-up = Desplazar hacia arriba
extend-pan-down = Desplazar hacia abajo
remix-title = Remezclar esta imagen
remix-words = Prompt
remix-words-rest = Los últimos { $rest } caracteres no caben aquí; se quedan al final tal como están.
remix-shape = Formato
remix-shape-kept = Como estaba ({ $size })
remix-style = Estilo
style-none = Sin estilo
style-kept = Como estaba ({ $style })
remix-seed = Semilla
remix-seed-new = Una nueva
remix-seed-kept = Conservar { $seed }
edit-instead = { $wanted } no está disponible aquí ahora mismo, así que esta edición la hace { $title }.
edit-not-here = { $title } no está disponible aquí ahora mismo.
imagine-instead = { $wanted } no está disponible aquí ahora mismo, así que esto lo hace { $title }.
try-which = ¿Qué modelo debe probar este prompt?
try-choose = Elige un modelo
try-all = Todos, uno al lado del otro
style-choose = O elige otro estilo
try-dropped = Este modelo no tiene { $options }, así que lo dejé fuera.
shape-overruled = Usé { $options } y dejé fuera `shape` { $shape }.
prompt-values = Leído de tu prompt: { $values }.
prompt-values-left = { $title } no tiene { $flags }, así que lo he dejado en tu prompt.
prompt-values-unusable = No puedo usar { $flags }, así que lo he dejado en tu prompt.
comparison = Antes (izquierda) y después (derecha).
comparison-before = Antes
comparison-after = Después
comparison-public = -# De { $link }, mostrado por { $member }
comparison-shown = ✅ Ahora todos aquí pueden verlo: { $link }
comparison-there = Todos aquí ya pueden verlo: { $link }
menu-edit = Editar esta imagen
menu-reference = Usar como referencia
menu-describe = Decir cómo se hizo
hint-ping = Solo veo las respuestas que me mencionan. Responde de nuevo con la @ activada o usa Aplicaciones → «Editar esta imagen».
hint-direct = No converso, pero creo imágenes: `/imaginar` crea una con tus palabras y `/editar` cambia una.
hint-direct-replies = También puedes responder a una imagen y decir qué cambiar.
unclear-question = { $member } ¿Cambio la imagen así o solo lo comentas? Recordaré tu respuesta.
unclear-edits = 🎨 En marcha. Hasta el <t:{ $until }:D> tomaré respuestas así como ediciones. Un ❌ en tu respuesta la detiene mientras espera, y luego volveré a preguntar.
unclear-talk = De acuerdo, hasta el <t:{ $until }:D> dejaré en paz las respuestas así. Para cambiar una imagen, di qué hacer, como «haz el cielo verde», o mencióname.
refused-no-picture = En ese mensaje no hay ninguna imagen. Elige uno que tenga una.
refused-unseen-picture = Discord no me muestra ese mensaje. Usa en él Aplicaciones → «Editar esta imagen».
refused-picture-number = En ese mensaje solo hay { $pictures } imágenes. Elige una de ellas.
refused-nothing-here = Todavía no conozco ninguna imagen aquí. Adjunta una como `image` o responde a una.
refused-no-history = No puedes leer los mensajes anteriores de este canal, así que no uso la imagen más reciente. Adjunta una como `image`.
refused-consent = Esa imagen es de alguien que no deja que otros la editen. Elige otra.
refused-owner-only = En este servidor solo puede editar una imagen quien la pidió. Crea una tuya.
refused-try-none = Ningún otro modelo puede crear esto ahora mismo. Inténtalo de nuevo más tarde.
refused-no-editor = Ahora mismo ningún modelo puede editar imágenes aquí. `/modelos` muestra por qué.
refused-extend-here = Para alejar y desplazar hace falta { $title }, que ahora mismo no está disponible aquí. `/modelos` muestra por qué.
refused-area-not-offered = { $title } no admite máscaras ahora mismo, así que no puedo cambiar solo una parte de una imagen, ni alejar o desplazar. Inténtalo de nuevo más tarde.
refused-no-model = Ese modelo no existe. Puedes elegir { $others }.
refused-compare-one = Aquí solo hay un modelo, así que no hay nada que comparar.
refused-purged = Ya no sé cómo se hizo esta imagen. Usa el comando.
refused-inputs-gone = Ya no tengo las imágenes de las que salió esta. Usa el comando y adjúntalas de nuevo.
refused-comparison = Ya no puedo traer una de las dos imágenes.
refused-comparison-post = Discord no aceptó la comparación. Pulsa *Mostrar a todos* otra vez: primero miraré, así que no aparecerá dos veces.
refused-comparison-unsure = Puede que ya lo haya mostrado, pero no puedo averiguarlo. Míralo en el canal.
refused-compared = Ese mensaje muestra dos imágenes juntas. Usa la imagen editada.
refused-comparison-private = La original es privada, así que solo puede comparar quien la aportó.
shared = ✅ Ahora todos aquí pueden verla: { $link }
shared-before = Ya la compartiste: { $link }
refused-share-deleted = Ya la compartiste, y el mensaje se borró.
refused-share-direct = Los mensajes directos solo los leemos tú y yo, así que aquí no hay nadie con quien compartirla.
refused-share-gone = Discord ya no tiene esta imagen. Vuelve a crearla.
refused-share-removed = La moderación de este servidor retiró esta imagen, así que no se puede compartir aquí.
refused-share-closed = Discord no me deja publicar aquí. Pide ayuda a la moderación y pulsa *Compartir* otra vez.
refused-share-unsure = Aún no sé si Discord la publicó. Pulsa *Compartir* otra vez: primero miraré, así que no aparecerá dos veces.
refused-share-busy = Ya la estoy compartiendo. Espera un momento.
show-private = Aquí tienes tu imagen. Solo tú puedes verla.
refused-own-picture = No conozco ninguna imagen tuya terminada así en este servidor. Elige una de las que sugiere `/mostrar`.
refused-own-picture-direct = No conozco ninguna imagen tuya terminada así en nuestros mensajes directos. Elige una de las que sugiere `/mostrar`.
refused-own-age = Esa imagen es de un canal con restricción de edad, o de uno que ya no veo. Puedes recuperarla en un canal con restricción de edad.
refused-own-deleted = El mensaje con esa imagen se borró, así que ya no la tengo. *Otra vez* crea una nueva.
refused-own-unseen = Ya no veo el canal con esa imagen. Pregunta a la moderación.
refused-own-private = Esa imagen se te mostró solo a ti, y yo no guardo imágenes: el servicio las tiene durante una hora. *Otra vez* crea una nueva.
refused-share-elsewhere = Esa imagen se te mostró solo a ti, en <#{ $channel }>. Allí puedes compartirla.
sent-originals = { $pictures ->
    [one] ✅ En tus mensajes directos: el archivo original.
   *[other] ✅ En tus mensajes directos: los { $pictures } archivos originales.
 }
sent-posted = { $pictures ->
    [one] ✅ En tus mensajes directos: el archivo tal como se publicó. Los originales se conservan solo una hora; si hubo que reducirlo para que cupiera, también lo está aquí.
   *[other] ✅ En tus mensajes directos: los { $pictures } archivos tal como se publicaron. Los originales se conservan solo una hora; si hubo que reducir alguno para que cupiera, también lo está aquí.
 }
sent-smaller = ✅ En tus mensajes directos. Tuve que reducir un archivo, porque Discord no acepta nada mayor allí.
sent-from = -# Pediste este archivo: { $link }
refused-send-closed = No aceptas mensajes directos míos, así que no pude enviártela. Permítelos en los ajustes de privacidad de este servidor y pulsa *Enviármela* otra vez.
refused-send-unsure = No sé si Discord la entregó. Mira tus mensajes directos y, si no está, pulsa *Enviármela* otra vez.
refused-send-busy = Ya la estoy enviando. Espera un momento.
refused-busy = Todavía estoy con tu última petición de este tipo. Espera un momento.
refused-comparison-busy = Todavía estoy comparando dos imágenes para ti. Espera un momento.
refused-draft = Ya no sé de qué imagen se trataba. Abre la ventana de nuevo.
refused-no-words = Di qué hay que cambiar.
refused-text-file = No puedo leer tu `message.txt` como texto. Envíalo como texto sin formato en UTF-8.
refused-text-gone = No puedo obtener tu `message.txt` de Discord. Envíalo otra vez.
refused-text-long = Ese texto es demasiado largo: acepto hasta { $most } caracteres. Acórtalo.
refused-not-mine = Esa imagen no la creé yo, así que no sé nada de ella.
refused-copy = Esa imagen lleva mi marca, pero no conozco aquí ninguna imagen así que puedas ver.

## /quota

quota-none = Aquí no hay límite. Crea tantas imágenes como quieras.
quota-line = { $bar } { $whose ->
    [server] Este servidor ha usado { used-of } en { last-span };
    [everywhere] Has usado { used-of } en { last-span }, en todos los servidores juntos;
   *[member] Has usado { used-of } en { last-span };
} { $metric ->
    [dollars] quedan ${ $left }.
   *[pictures] { $left ->
        [one] queda { $left }.
       *[other] quedan { $left }.
    }
}
quota-operator = -# { $whose ->
    [server] Este límite lo han puesto quienes llevan este bot.
   *[everywhere] Este límite lo han puesto quienes llevan este bot, para todos los servidores juntos.
}
quota-free-at = Podrás crear la siguiente <t:{ $at }:R>.
quota-next-at = { $metric ->
    [dollars] Recuperas una parte <t:{ $at }:R>.
   *[pictures] Recuperas una <t:{ $at }:R>.
}
quota-jobs = **Tus últimas imágenes, y lo que usó cada una**
quota-job = <t:{ $at }:R> { $title }: { $prompt } — { $pictures ->
    [0] nada
    [one] { $pictures } imagen
   *[other] { $pictures } imágenes
}
quota-extra = -# De eso, adicional para ti: { $metric ->
    [dollars] ${ $extra }
   *[pictures] { $extra }
}.
quota-extra-until = -# De eso, adicional para ti: { $metric ->
    [dollars] ${ $extra }
   *[pictures] { $extra }
}, hasta <t:{ $until }:f>.

## /easel limits

limits-title = **Límites en este servidor**
limits-none = No hay ninguno: los miembros pueden crear tantas imágenes como quieran. `/easel limits set` pone uno.
limits-server = Todos los miembros juntos: { $what }
limits-everyone = Cada miembro: { $what }
limits-target = { $target }: { $what }
limits-what = { amount } en { span }
limits-more = { amount } más en { span }
limits-unlimited = sin límite
limits-until = hasta <t:{ $until }:f>
limits-operator = { $whose ->
    [server] (límite del operador)
   *[everywhere] (límite del operador, para todos los servidores juntos)
}
limits-lower = ⚠️ Quienes llevan este bot no permiten más de { $what }: ese límite más bajo se sigue aplicando.
refused-limits-amount = Indica uno de `pictures`, `dollars` y `unlimited`.
refused-limits-targets = Indica como máximo uno de `member`, `role` y `together`.
refused-limits-more = `more` es para un `member`, con `pictures` o `dollars`.
refused-limits-unlimited = `unlimited` quita todos los límites. No pongas `per`.
refused-limits-clear = No hay nada así puesto. `/easel limits list` muestra lo que hay.
limits-edit = Límites de este servidor
limits-each-pictures = Cada miembro: imágenes en 24 horas
limits-each-dollars = Cada miembro: dólares en 30 días
limits-all-pictures = Todos juntos: imágenes en 24 horas
limits-all-dollars = Todos juntos: dólares en 30 días
refused-amount-pictures = En «{ $field }» va un número entero de hasta { $most }, o nada. Vuelve a abrir la ventana.
refused-amount-dollars = En «{ $field }» van dólares como 12,50, hasta { $most }, o nada. Vuelve a abrir la ventana.

## /easel settings

panel = **Cómo trabajo en este servidor.** Los cambios se aplican enseguida.
    Para lo demás están `/easel rules set` (canales concretos), `/easel words add` (qué rechazar) y `/easel limits set` (miembros y roles concretos).
panel-models = Qué modelos se pueden usar
panel-models-none = Ninguno
panel-editor = Qué modelo edita una imagen cuando el que la creó no puede
panel-model = Qué modelo usa `/imaginar`
panel-model-first = El primero disponible
panel-default = { $value } (por defecto)
panel-not-offered = { $title } (no disponible ahora mismo)
panel-replies = Quién puede editar una imagen respondiendo a ella
panel-everyone = Todos
panel-nobody = Nadie: las respuestas son solo conversación
panel-role = Los miembros con un rol determinado
panel-log = Canal de registro (imágenes, rechazos, cambios)
panel-reports = Canal para las denuncias de los miembros
panel-no-channel = Ninguno
panel-same-channel = El mismo que el registro
panel-limits = Límites y presupuesto: cuánto se puede crear
panel-limits-more = … y { $more } más: `/easel limits list`
panel-edit-limits = Límites…
panel-edit-budget = Presupuesto…
panel-silent = ⚠️ No puedo escribir en <#{ $channel }>. Permíteme esto allí: { $permissions }.

## /easel budget, /easel pause, /easel resume

budget-none = No hay presupuesto; este mes ha costado hasta ahora ${ $spent }, según precios estimados. `/easel budget` pone uno.
budget-line = { $bar } Este mes se han gastado ${ $spent } de ${ $budget }, según precios estimados; se renueva el <t:{ $renewed }:D>. Cuando se gaste, { $then ->
    [stop] no creo nada que cueste dinero.
   *[other] `{ $then }` lo crea todo.
}
log-budget = { $percent ->
    [100] 🛑 El presupuesto del mes está agotado: se han gastado ${ $spent } de ${ $budget }. Hasta que se renueve o `/easel budget` lo cambie, { $then ->
        [stop] rechazo lo que cueste más de lo que queda.
       *[other] `{ $then }` crea lo que cueste más de lo que queda.
    }
   *[other] 💰 Se ha gastado el { $percent } % del presupuesto del mes: ${ $spent } de ${ $budget }.
}
budget-fell-back = El presupuesto de este servidor para el mes está gastado, así que esto lo crea { $title }.
budget-dropped = No tiene { $options }, así que lo dejé fuera.
paused = En pausa: no acepto peticiones en este servidor hasta `/easel resume`. Las imágenes en camino sí se publican.
resumed = Vuelvo a aceptar peticiones en este servidor.
budget-edit = Presupuesto de este servidor
budget-dollars = Dólares por mes natural
budget-no-dollars = sin presupuesto
budget-then = Cuando se gaste
budget-stop = No creo nada que cueste dinero
budget-takes-over = { $title } lo crea todo

## The log of a server, and /easel log

log-posted = 🖼️ { $facts }
log-shared = 🖼️ { $member } compartió una imagen privada: { $link }
log-reposted = 🖼️ { $member } publicó de nuevo una imagen suya: { $link }
log-showcased = ⭐ Una imagen de { $member } está en el escaparate: { $link }
log-contest-over = 🏆 El concurso de { $channel } ha terminado. Ha ganado: { $members }
log-contest-bonus = 🎁 { $member } ha ganado un concurso y recibe { $pictures ->
    [one] una imagen
   *[other] { $pictures } imágenes
} más durante un tiempo, además de cada límite.
log-pictures = { $pictures } imágenes
log-alone = mostrada solo a quien la pidió
log-refused = 🚫 { $member }: { $why }
log-declined = 🛑 { $member }: { $declined } peticiones seguidas iban contra las normas de contenido, así que debe esperar hasta las <t:{ $until }:t>.
log-trouble = ⚠️ { $what }
log-changed = 🔧 { $member } usó `/easel { $action }`
log-changed-facts = 🔧 { $member } usó `/easel { $action }`: { $facts }
log-fact = { $name }: { $value }
log-default = por defecto
log-title = **Registro y denuncias en este servidor**
log-off = apagado
log-reports-public = ⚠️ Todos pueden leer { $channel }, adonde van las imágenes denunciadas. Elige como `reports` un canal que solo vea la moderación.
refused-log = No puedo escribir en { $channel }. Permíteme esto allí: { $permissions }.
log-left-out = … No pude publicar { $lines } líneas que van aquí.
trouble-credits = El servicio de imágenes no me crea imágenes: mi cuenta se quedó sin crédito. Tienen que arreglarlo quienes llevan este bot.
trouble-key = El servicio de imágenes no me crea imágenes: no acepta mi clave. Tienen que arreglarlo quienes llevan este bot.
trouble-account = El servicio de imágenes no me crea imágenes: algo va mal con mi cuenta. Tienen que arreglarlo quienes llevan este bot.
trouble-own-server = No puedo crear imágenes con Stable Diffusion: su servidor no está bien configurado. Tienen que arreglarlo quienes llevan este bot.
trouble-showcase = No puedo publicar en { $channel }, donde se deben mostrar las imágenes con estrellas. Permíteme ver el canal y su historial, y enviar mensajes y archivos allí.
trouble-contest = No puedo publicar en { $channel }, donde hubo un concurso. Permíteme ver el canal, y leer y enviar mensajes allí.
trouble-themes = No puedo publicar en { $channel }, donde se debe publicar un tema cada día. Permíteme ver el canal y enviar mensajes allí.

## /easel history

history-title = **Cambios en los ajustes de este servidor**, los más recientes primero
history-line = <t:{ $at }:f> { $change }
history-more = -# Estos son los { $count } cambios más recientes.
history-none = Nadie ha cambiado nada aquí todavía.

## The card in a server that the bot was just added to

welcome-title = ### 👋 Hola, creo imágenes
welcome-make = Usa { $imagine } y di qué quieres ver; la imagen aparece en el canal donde la pidas.
welcome-models = Si quieres elegir tú el modelo, usa { $commands }.
welcome-reply = Para cambiar una imagen, respóndele y di cómo, por ejemplo «hazlo de noche». Deja la @ activada al responder. También puedes pulsar *Editar…* debajo o usar { $command }.
welcome-edit = Para cambiar una imagen, pulsa *Editar…* debajo y di cómo, o usa { $command }.
welcome-remix = Para probar otras palabras, pulsa *Remezclar…* debajo de una imagen: sus palabras se abren en una ventana, donde las cambias y las vuelves a enviar.
welcome-limits = **Límites en este servidor**
welcome-limit = { $whose ->
    [server] Todos los miembros juntos: { amount } en { span }
   *[member] Cada miembro: { amount } en { span }
}
welcome-no-limits = En este servidor no hay límites: los miembros pueden crear tantas imágenes como quieran.
welcome-settings = Quien puede gestionar este servidor lo cambia con { $command }.

## /easel usage

usage-none = Nadie ha pedido imágenes en este servidor desde <t:{ $since }:f>.
usage-total = **Desde <t:{ $since }:f>:** { $pictures } de { $members }, por unos ${ $price } según los precios de lista.
usage-total-unpriced = **Desde <t:{ $since }:f>:** { $pictures } de { $members }; no se conoce el precio de ninguna.
usage-pictures = { $pictures ->
    [one] { $pictures } imagen
   *[other] { $pictures } imágenes
}
usage-members = { $members ->
    [one] { $members } miembro
   *[other] { $members } miembros
}
usage-nobody = miembros que ya no conozco
usage-unpriced = { $jobs ->
    [one] { $jobs } pedido no tiene precio conocido y no está en esa suma.
   *[other] { $jobs } pedidos no tienen precio conocido y no están en esa suma.
}
usage-part = { $name }: { $pictures }, ${ $price }
usage-part-unpriced = { $name }: { $pictures }
usage-models = **Por modelo** (imágenes, dólares según los precios de lista): { $parts }
usage-members-listed = **Por miembro**: { $parts }
usage-others = otros
usage-by-model = Imágenes por modelo
usage-by-member = Imágenes por miembro
usage-dollars-by-model = Dólares por modelo
usage-dollars-by-member = Dólares por miembro
usage-note = -# Las horas son UTC. Faltan las imágenes que fallaron o se cancelaron. La tabla lo tiene todo.
usage-note-too-large = -# Las horas son UTC. Faltan las imágenes que fallaron o se cancelaron. La tabla es demasiado grande para Discord: pide un periodo más corto.
usage-alt = Barras de { $first } a { $last } UTC: imágenes y dólares, por modelo y por miembro. Por modelo: { $models }. Por miembro: { $members }.

## /easel words

words-added = Desde ahora se rechazan los prompts que contengan «{ $word }». Palabras en la lista: { $count }.
words-removed = «{ $word }» ya no está en la lista, y los prompts pueden volver a contenerla. Palabras en la lista: { $count }.
words-none = La lista está vacía: los prompts pueden contener cualquier palabra. `/easel words add` añade una.
words-title = **Palabras que los prompts no pueden contener en este servidor** ({ $count })
words-hit = 🚫 Esto contiene «{ $word }», así que se rechazaría.
words-pass = ✅ Esto no contiene nada de la lista, así que se aceptaría.
refused-words-nothing = Ahí no hay ninguna letra, cifra o signo que buscar. Indica una palabra.
refused-words-there = «{ $word }» ya está en la lista.
refused-full = En un servidor no caben más de { $most }. Quita algo primero.
refused-words-full = La lista está llena con { $most } palabras. Quita una primero.
refused-words-unknown = «{ $word }» no está en la lista; `/easel words list` muestra lo que hay.
styles-none = No hay estilos. `/easel styles add` añade uno: un nombre y las palabras que se suman al prompt de quien lo elija.
styles-title = **Estilos de este servidor**
styles-line = **{ $name }**: { $words }
styles-example = (por ejemplo «{ $example }»)
styles-model = · { $title }
refused-styles-unknown = No hay ningún estilo con ese nombre. `/easel styles list` muestra los que hay.
refused-styles-blank = Elige un nombre y palabras que se vean.
refused-word = En este servidor los prompts no pueden contener «||{ $word }||». Prueba con otras palabras.

## Escaparates y concursos

showcase-on = ⭐ Las imágenes a las que al menos { $stars } miembros den una estrella se muestran en { $channel }.
showcase-off = No se muestra nada: no hay escaparate. `/easel showcase` crea uno.
refused-showcase-channel = Todavía no hay escaparate. Elige también su canal (`channel`).
contest-title = ### 🏆 Concurso: { $theme }
contest-how = Pulsa *Participar* y elige una imagen tuya ya terminada: { $each ->
    [one] una por miembro
   *[other] hasta { $each } por miembro
}. Vota con ⭐ debajo de las participaciones, todas las que quieras; las estrellas a tu propia imagen no cuentan. Termina <t:{ $ends }:R>.
contest-prize = Quien gane recibe { $pictures ->
    [one] una imagen
   *[other] { $pictures } imágenes
} más durante { $days ->
    [one] un día
   *[other] { $days } días
}, además de cada límite.
contest-started = ✅ El concurso está en marcha en { $channel }.
contest-ended = ✅ El concurso ha terminado. Ahora cuento las estrellas y luego publico el resultado.
contest-none = Aquí todavía no ha habido ningún concurso. `/easel contest start` empieza uno.
contest-running = 🏆 **{ $theme }**, abierto hasta <t:{ $ends }:f>
contest-over = 🏆 **{ $theme }** ha terminado.
contest-counting = Se están contando las estrellas.
contest-empty = No participa ninguna imagen.
contest-line = { $number }. { $member }: { $link }
contest-line-votes = { $number }. { $member }: { $link } — { $votes } ⭐
contest-won = { $count ->
    [one] Con { $votes } ⭐ ha ganado:
   *[other] Con { $votes } ⭐ cada una, hay { $count } imágenes ganadoras:
}
contest-nobody = Ninguna imagen ha recibido estrellas, así que nadie ha ganado.
contest-bonus = 🎁 { $pictures ->
    [one] Una imagen
   *[other] { $pictures } imágenes
} más durante { $days ->
    [one] un día
   *[other] { $days } días
}, además de cada límite.
contest-choose = ¿Con qué imagen participas en «{ $theme }»? La publico aquí con tu nombre.
contest-which = Elige una imagen
contest-entered = ✅ Participas con el número { $number }: { $link }
button-enter = Participar
button-entries = Participaciones
refused-contest-running = Ya hay un concurso en este servidor. `/easel contest end` lo termina.
refused-contest-none = No hay ningún concurso abierto en este servidor.
refused-contest-channel = Discord no me deja publicar aquí. Dame permiso y vuelve a empezar el concurso.
refused-contest-theme = Elige un tema que se pueda ver.
refused-contest-over = Este concurso ha terminado.
refused-contest-nothing = No tienes aquí ninguna imagen terminada que todos puedan ver. Crea una primero, por ejemplo con `/imaginar`.
refused-contest-private = Esa imagen solo se te mostró a ti. Compártela primero y luego participa con ella.
refused-contest-entered = Esa imagen ya participa.
refused-contest-mine = Ya participas con todas las imágenes que puede presentar cada miembro.
refused-contest-full = En este concurso ya no caben más imágenes.
refused-contest-posted = Esa imagen ya se volvió a publicar en este canal, así que no puedo publicarla aquí otra vez. Elige otra.
refused-contest-closed = Discord no me deja publicar esa imagen aquí. Pregunta a un moderador.
refused-contest-unsure = Todavía no sé si Discord ha publicado tu participación. Lo miraré en unos minutos y la publicaré si no está.
theme-today = ### 🎨 Tema del día: { $theme }
    Muestra lo que haces con él.
themes-never = No se publica ningún tema. `/easel themes daily` decide dónde y cuándo.
themes-daily = Cada día a las { $hour } UTC se publica un tema en { $channel }. **Temas, el siguiente primero:**
themes-none = No hay temas. `/easel themes add` añade uno.
refused-themes-unknown = No hay ningún tema así. `/easel themes list` muestra los que hay.
refused-themes-channel = Todavía no se publica ningún tema. Elige también el canal (`channel`).

## /easel block, /easel unblock, /easel blocks

blocked = { $member } no puede crear imágenes en este servidor hasta que quites el bloqueo. Leerá esto: «{ $reason }»
blocked-until = { $member } no puede crear imágenes en este servidor hasta <t:{ $until }:f>. Leerá esto: «{ $reason }»
unblocked = { $member } puede volver a crear imágenes en este servidor.
blocks-none = En este servidor no hay nadie bloqueado.
blocks-title = **Miembros que no pueden crear imágenes en este servidor** ({ $count })
blocks-line = • { $member } hasta que se quite el bloqueo: { $reason }
blocks-line-until = • { $member } hasta <t:{ $until }:f>: { $reason }
refused-block-bot = Los bots no piden imágenes, así que no hay nada que bloquear. Elige un miembro.
refused-block-manager = { $member } puede gestionar este servidor y podría quitar el bloqueo enseguida. Elige otro miembro.
refused-block-reason = Indica un motivo que el miembro pueda leer.
refused-not-blocked = { $member } no tiene ningún bloqueo; `/easel blocks` muestra quién lo tiene.
refused-blocked = No puedes crear imágenes en este servidor: «{ $reason }» Si crees que es un error, pregunta a la moderación.
refused-blocked-until = No puedes crear imágenes en este servidor hasta <t:{ $until }:f>: «{ $reason }» Si crees que es un error, pregunta a la moderación.
refused-blocked-elsewhere = La moderación de un servidor no te deja crear imágenes allí, y por eso tampoco en mensajes directos: «{ $reason }» Si crees que es un error, pregúntale.
refused-blocked-elsewhere-until = La moderación de un servidor no te deja crear imágenes allí hasta <t:{ $until }:f>, y por eso tampoco en mensajes directos: «{ $reason }» Si crees que es un error, pregúntale.
refused-barred = No puedes crear imágenes conmigo: «{ $reason }» Si crees que es un error, pregunta a quienes llevan este bot.
refused-barred-bare = No puedes crear imágenes conmigo. Si crees que es un error, pregunta a quienes llevan este bot.
refused-barred-until = No puedes crear imágenes conmigo hasta <t:{ $until }:f>: «{ $reason }» Si crees que es un error, pregunta a quienes llevan este bot.
refused-barred-bare-until = No puedes crear imágenes conmigo hasta <t:{ $until }:f>. Si crees que es un error, pregunta a quienes llevan este bot.
refused-blocked-openly = Por ahora no puedes crear imágenes en este servidor. `/imaginar` te muestra el motivo solo a ti.

## /easel avatar

avatar-set = Esa es ahora mi imagen en este servidor. Discord puede tardar un momento en mostrarla en todas partes.
avatar-reset = En este servidor vuelvo a tener la imagen que tengo en todas partes.
refused-avatar-nothing = Elige una `picture`, o quita la mía con `reset: True`.
refused-avatar-picture = No conozco en este servidor una imagen como esa que todos aquí puedan ver. Dame el enlace a su mensaje o elige una de las tuyas.
refused-avatar-veiled = Esa imagen es un spoiler o es de un canal con restricción de edad, así que no puede ser la mía. Elige otra.
refused-avatar-unreadable = No puedo hacer un avatar con esa imagen. Elige otra.
refused-avatar-soon = Discord solo me deja cambiar mi imagen de vez en cuando. Inténtalo de nuevo <t:{ $at }:R>.
refused-avatar-discord = Discord no acepta esa imagen. Elige otra.
refused-avatar-unsure = No sé si Discord ha cambiado mi imagen. Compruébalo e inténtalo de nuevo en un momento si no.

## Rules of a server, /easel rules and /easel explain

refused-paused = Estoy en pausa en este servidor. Inténtalo más tarde.
refused-rule-works = No creo imágenes en este canal. Usa otro.
refused-rule-elsewhere = No creo imágenes en este canal. Usa { $channels }.
refused-rule-provider = { $title } está desactivado aquí. Prueba { $others }.
refused-rule-no-provider = { $title } está desactivado aquí, igual que los demás modelos para esto. Usa otro canal.
refused-rule-age = En este servidor { $title } es solo para canales con restricción de edad. Úsalo en uno de esos.
refused-rule-side = `{ $option }` pide más de { $cap } píxeles por lado, que es lo máximo en este canal. Elige menos.
refused-rule-cap = `{ $option }` puede ser como máximo { $cap } en este canal. No elijas más que eso.
refused-role-provider = { $roles ->
    [none] Tus roles en este servidor no incluyen { $title }.
   *[other] En este servidor, { $title } es para miembros con { $roles }.
} Prueba { $others }.
refused-role-no-provider = { $roles ->
    [none] Tus roles en este servidor no incluyen { $title }.
   *[other] En este servidor, { $title } es para miembros con { $roles }.
} Ningún otro modelo hace esto para ti aquí.
refused-role-side = `{ $option }` pide más de { $cap } píxeles por lado, que es lo máximo que permiten tus roles. Elige menos.
refused-role-cap = `{ $option }` puede ser como máximo { $cap } con tus roles. No elijas más que eso.
refused-reply-role = Aquí solo los miembros con el rol { $role } editan imágenes respondiendo. Usa `/editar`.
refused-unseen-channel = Discord no me muestra ese canal ahora mismo. Inténtalo de nuevo en un minuto, o en otro canal.
rules-title = **Reglas en este servidor**
rules-none = No hay nada puesto: trabajo en todos los canales, con todos los modelos y en todos los tamaños.
rules-of = **{ $place }**: { $rules }
rules-server = todo el servidor
rules-holding = **Reglas que se aplican en: { $place }**
rules-held = `{ $option }`: { $value } { $level ->
    [channel] (puesto para <#{ $place }>)
    [category] (puesto para la categoría <#{ $place }>)
    [server] (puesto para todo el servidor)
    [role] (puesto para <@&{ $place }>)
    [edits] (por `/easel edits`)
   *[default] (por defecto)
}
rules-age = { $channel ->
    [restricted] sí, como en todos los canales con restricción de edad
    [open] no, solo en canales con restricción de edad
   *[any] solo en canales con restricción de edad
}
rules-no-cap = cualquiera
rules-at-most = { $cap } como máximo
rules-pixels = { $pixels } píxeles como máximo
rules-everyone = todos
rules-nobody = nadie
rules-role = **Reglas para miembros con { $role }**
rules-role-none = Ya no hay nada puesto para { $role }: se aplica lo mismo que a los demás miembros.
rules-role-note = -# Cada una ocupa el lugar de lo que está puesto para todo el servidor. De varios roles cuenta el más generoso. Lo que está puesto para un canal o una categoría se sigue aplicando.
refused-rules-nothing = Elige al menos una regla que poner.
refused-rules-provider = Elige `provider` y, con él, `allowed`, `age_restricted` o ambos.
refused-rules-role = Elige `replies: rol` y, con ello, el rol como `reply_role`.
refused-rules-role-where = Las reglas de un rol se aplican en todo el servidor. Elige `role` o `where`, no ambos.
refused-rules-role-only = Un rol puede tener reglas sobre modelos (`provider` y `allowed`), `largest_size`, `quality` y `count`. Pon lo demás sin `role`.
refused-rules-unset = Allí no hay nada así puesto. `/easel rules list` muestra lo que hay.
explain-yes = ✅ **Sí, { $member } puede crear ahora una imagen en { $channel }.**
explain-no = 🚫 **No, { $member } no puede crear ahora una imagen en { $channel }:** { $why }
explain-why-blocked = tiene un bloqueo, hasta que lo quites.
explain-why-blocked-until = tiene un bloqueo hasta el <t:{ $until }:f>.
explain-why-paused = este servidor está en pausa hasta `/easel resume`.
explain-why-works = según las reglas no trabajo en ese canal (`works`).
explain-why-permissions = allí me faltan estos permisos: { $permissions }.
explain-why-member-permissions = al miembro le faltan allí estos permisos: { $permissions }.
explain-why-timed-out = está en pausa hasta el <t:{ $timed_out }:f>.
explain-why-locked = el hilo está bloqueado, así que solo pueden los moderadores.
explain-why-models = ahora mismo no se puede usar ningún modelo allí.
explain-why-word = el prompt contiene «{ $word }», que está en la lista de palabras.
explain-why-limit = { $whose ->
    [server] el límite de este servidor
    [everywhere] el límite del operador
   *[member] el límite del miembro
} está agotado ({ used-of } en { last-span }), hasta el <t:{ $free_at }:f>.
explain-why-over-limit = el límite de { amount } en { span } no llega ni para una imagen.
explain-why-budget = el presupuesto de este servidor para el mes ya no llega para una imagen, hasta el <t:{ $renewed }:f>.
explain-why-operator = quienes llevan este bot tienen un límite de gasto, y se ha alcanzado.
explain-why-failed = { $failed } peticiones del miembro han fallado en la última hora, así que tiene que esperar un rato.
explain-why-declined = { $declined } peticiones seguidas del miembro iban contra las reglas de contenido, así que tiene que esperar hasta el <t:{ $until }:f>.
explain-why-lost = hoy no se pudieron entregar varias imágenes del miembro.
explain-why-line-mine = { $waiting } imágenes del miembro ya están en camino.
explain-why-line-all = la cola está llena.
explain-not-blocked = ✅ Sin bloqueo.
explain-blocked = 🚫 Con bloqueo: «{ $reason }»
explain-blocked-until = 🚫 Con bloqueo hasta <t:{ $until }:f>: «{ $reason }»
explain-not-paused = ✅ Este servidor no está en pausa.
explain-paused = 🚫 Este servidor está en pausa: no creo imágenes aquí hasta `/easel resume`.
explain-may-post = ✅ Puedo publicar imágenes allí.
explain-permissions = 🚫 No puedo publicar imágenes allí. Permíteme esto: { $permissions }.
explain-not-offered = ⚠️ No disponible ahora: { $titles }.
explain-role = ✅ Este miembro tiene ese rol.
explain-no-role = 🚫 Este miembro no tiene ese rol.
explain-no-limits = Este miembro no tiene límite.
explain-limit = { $whose ->
    [server] Todos los miembros juntos
   *[member] Este miembro
}: { used-of } en { span } { $origin ->
    [server] (puesto para todo el servidor)
    [everyone] (puesto para cada miembro)
    [role] (puesto para <@&{ $target }>)
    [member] (puesto para este miembro)
    [operator] (límite del operador)
   *[default] (por defecto)
}
explain-extra = { $metric ->
    [dollars] ${ $extra }
   *[pictures] { $extra }
} de eso adicional
explain-budget = 🚫 El presupuesto de este mes está gastado; `/easel budget` lo muestra.
explain-word = 🚫 El prompt contiene «{ $word }», de la lista de palabras.
explain-no-word = ✅ El prompt no contiene nada de la lista de palabras.
explain-words = Palabras que los prompts no pueden contener: { $count }. Con `prompt` compruebo uno.

## Reports

menu-report = Denunciar esta imagen
report-why = Motivo (opcional)
report-why-note = La moderación lo recibe con la imagen.
report-done = Gracias. He ocultado la imagen, y la moderación la revisará.
report-known = Esta imagen ya fue denunciada, y la moderación la revisará.
report-told = Gracias. He avisado a la moderación, que decide si la imagen puede quedarse.
report-restored = La moderación ha revisado esta imagen, y puede quedarse. Si algo en ella ha cambiado, escribe a alguien de moderación.
report-removed = La moderación ya quitó esta imagen.
report-not-hidden = Gracias. He avisado a la moderación, pero no pude ocultar la imagen.
report-hidden-here = 🚩 Esta imagen está oculta mientras la moderación la revisa.
report-removed-here = 🚩 La moderación quitó esta imagen.
report-notice = 🚩 { $reporter } denunció una imagen que pidió { $member }: { $link }
report-by-somebody = Un miembro
report-reason = Motivo indicado: «{ $reason }»
report-notice-again = Ya se restauró antes, así que no la oculté otra vez.
report-notice-blocked = Quien la denunció tiene un bloqueo, así que no la oculté.
button-restore = Restaurar
button-remove = Quitar
button-block = Bloquear al miembro…
block-title = Bloquear a quien pidió esta imagen
block-reason = Motivo (el miembro lo leerá)
block-reason-default = Una imagen tuya fue denunciada a la moderación.
report-restored-done = Restaurada.
report-removed-done = Quitada. Ya nadie en este servidor puede usarla como entrada.
report-restored-by = ✅ La restauró { $moderator }.
report-removed-by = 🗑️ La quitó { $moderator }.
report-blocked-by = 🚫 { $moderator } bloqueó a { $member }.
log-report-restored = 🚩 { $moderator } restauró una imagen denunciada: { $picture }
log-report-removed = 🚩 { $moderator } quitó una imagen denunciada: { $picture }
refused-report-what = A la moderación solo se pueden denunciar imágenes que yo haya publicado a la vista de todos. Para todo lo demás usa la denuncia del propio Discord.
refused-report-compared = Denuncia la imagen editada. Este mensaje desaparecerá también.
refused-report-channel = No consigo avisar a la moderación de este servidor, así que no he ocultado la imagen. Escribe a alguien de moderación.
refused-report-often = { $waiting } imágenes que denunciaste siguen sin revisar. Espera a la moderación, o escribe a alguien de ella.
refused-report-fetch = No pude traer la imagen de Discord para mostrarla a la moderación. Inténtalo de nuevo.
refused-report-unknown = Ya no conozco esta denuncia. Denuncia la imagen de nuevo.
refused-report-busy = Alguien está denunciando esta imagen o decidiendo sobre ella ahora mismo. Inténtalo de nuevo en un momento.
refused-report-removed = Esta imagen ya se quitó, así que no se puede restaurar.
refused-report-restore = No pude restaurar la imagen. Asegúrate de que yo pueda ver ese canal y adjuntar archivos allí, y de que su hilo esté abierto; luego inténtalo de nuevo.
refused-report-remove = Ya no se puede usar como entrada, pero no pude sacar la imagen de su mensaje. Borra ese mensaje, o inténtalo de nuevo.
refused-reported = Esa imagen fue denunciada a la moderación, así que ahora no se puede usar.
refused-hidden = Esa imagen fue denunciada a la moderación, así que solo la moderación puede leer cómo se hizo.
refused-moderator = Solo quien puede gestionar los mensajes aquí puede decidir sobre las denuncias.
refused-input-removed = La moderación de este servidor quitó `{ $option }`, así que aquí no se puede usar. Usa otra imagen.

## What Discord shows beside each command

command-easel = Decide cómo trabajo en este servidor
command-easel-avatar = Elige mi imagen en este servidor entre las que se han creado aquí
command-easel-block = Impide que un miembro cree imágenes en este servidor, por un tiempo o hasta que lo quites
command-easel-blocks = Muestra quién no puede crear imágenes en este servidor
command-easel-budget = Ajusta lo que puede costar un mes y qué pasa cuando se gasta; mira lo gastado
command-easel-settings = Mira y cambia en un panel lo que se ajusta más a menudo
command-easel-showcase = Muestra en un canal propio las imágenes a las que los miembros dan estrellas
command-easel-contest = Organiza un concurso: un tema, imágenes de los miembros, votos con estrellas
command-easel-contest-start = Empieza un concurso en este canal
command-easel-contest-end = Termina ya el concurso, cuenta las estrellas y publica el resultado
command-easel-contest-show = Muestra el concurso más reciente y sus participaciones
command-easel-pause = No aceptes peticiones en este servidor hasta que lo reanudes
command-easel-resume = Vuelve a aceptar peticiones en este servidor
command-easel-limits = Elige cuánto pueden crear los miembros
command-easel-limits-set = Pon un límite a cada miembro, a un miembro, a un rol o a todos juntos
command-easel-limits-list = Mira todos los límites de este servidor
command-easel-limits-clear = Quita un límite de cada miembro, de un miembro, de un rol o de todos juntos
command-easel-edits = Ajusta cómo se editan las imágenes en este servidor y mira qué se aplica
command-easel-explain = Mira qué puede hacer un miembro en un canal, qué lo impide y por qué
command-easel-log = Elige los canales del registro y de las denuncias, y mira qué se aplica
command-easel-history = Mira quién cambió qué en los ajustes de este servidor, y cuándo
command-easel-rules = Pon las reglas de un canal, de una categoría, de un rol o de todo el servidor
command-easel-rules-clear = Quita reglas de un lugar o de un rol y mira qué se aplica entonces
command-easel-rules-list = Mira todas las reglas puestas en este servidor
command-easel-rules-set = Pon reglas a un canal, a una categoría, a un rol o a todo el servidor, y mira qué se aplica
command-easel-styles = Ofrece estilos: palabras que los miembros pueden sumar a sus prompts
command-easel-styles-add = Añade un estilo o cámbialo
command-easel-styles-list = Mira los estilos de este servidor
command-easel-styles-remove = Quita un estilo
command-easel-themes = Publica cada día un tema de tu propia lista
command-easel-themes-add = Añade un tema a la lista
command-easel-themes-list = Muestra los temas, y dónde y cuándo se publica uno
command-easel-themes-remove = Quita un tema de la lista
command-easel-themes-daily = Elige dónde y cuándo se publica un tema cada día
command-easel-unblock = Deja que un miembro bloqueado vuelva a crear imágenes en este servidor
command-easel-usage = Mira qué se creó en este servidor con el tiempo, quién y con qué modelo
command-easel-words = Elige palabras que los prompts no pueden contener en este servidor
command-easel-words-add = Rechaza los prompts que contengan una palabra, una frase o un emoji
command-easel-words-list = Mira qué palabras no pueden contener los prompts
command-easel-words-remove = Quita una palabra de la lista, para que los prompts puedan volver a contenerla
command-easel-words-test = Mira si un prompt con estas palabras se rechazaría, y por cuáles
command-edit = Cambia una imagen con palabras: una tuya, o la más reciente de aquí
command-flux = Crea una imagen con FLUX.2 pro, con palabras y hasta cuatro imágenes de referencia
command-gemini = Crea una imagen con Gemini, hasta 4K
command-gpt-image = Crea o cambia imágenes con GPT Image
command-gpt-image-edit = Cambia una imagen con GPT Image, entera o solo donde diga una máscara
command-gpt-image-generate = Crea de una a cuatro imágenes con GPT Image
command-jobs = Mira tus imágenes y cómo van, busca una, cancela una que esté esperando
command-show = Recupera una imagen tuya terminada, con sus botones
command-imagine = Crea una imagen: solo di qué quieres ver
command-compare = Crea la misma imagen con varios modelos, una al lado de otra
command-status = Muestra cuánto suele tardar cada modelo y cómo va
command-models = Mira qué modelos están disponibles
command-mydata = Decide sobre tus propias imágenes; mira o borra lo que guardo sobre ti
command-mydata-consent = Deja que otros editen tus imágenes y las usen como referencia, o prohíbelo
command-mydata-defaults = Muestra tu propio modelo y tus opciones para `/imaginar`
command-mydata-mentions = Elige si te menciono cuando una imagen tardó más de un minuto
command-mydata-showcases = Elige si tus imágenes con estrellas se muestran en escaparates
command-mydata-delete = Borra lo que guardo sobre ti, en todos los servidores; antes pregunto otra vez
command-mydata-export = Recibe todo lo que guardo sobre ti, en todos los servidores, como archivo
command-quota = Mira cuántas imágenes te quedan y cuándo habrá más
command-qwen = Crea o cambia imágenes con Qwen
command-qwen-edit = Cambia una imagen con Qwen
command-qwen-generate = Crea una imagen con Qwen
command-sd = Crea una imagen con un checkpoint de Stable Diffusion

## Names of commands, and what their options mean: in English these are declared with the commands

name-edit = editar
name-jobs = pedidos
name-show = mostrar
name-models = modelos
name-mydata = misdatos
name-mydata-consent = permiso
name-mydata-defaults = predeterminados
name-mydata-mentions = menciones
name-mydata-showcases = escaparates
name-mydata-delete = borrar
name-mydata-export = exportar
name-quota = cupo
name-imagine = imaginar
name-compare = comparar
name-status = estado
option-and-default = { $words } (por defecto { $default })
option-prompt = Qué debe mostrar la imagen
option-width = Ancho en píxeles, un múltiplo de 32
option-height = Alto en píxeles, un múltiplo de 32
option-seed = La misma semilla y el mismo prompt dan la misma imagen
option-safety_tolerance = Cuánto se deja pasar: 0 es lo más estricto, 6 lo menos
option-output_format = Formato de archivo
option-input_image = Una imagen de referencia, o la imagen que se va a cambiar
option-input_image_2 = Una segunda imagen de referencia
option-input_image_3 = Una tercera imagen de referencia
option-input_image_4 = Una cuarta imagen de referencia
option-shape = Ancho a alto; las opciones exactas van primero
option-style = Un estilo de este servidor, cuyas palabras se suman a las tuyas
option-edit-shape = Ancho a alto; si falta: la de la imagen
option-private = Mostrarte la imagen solo a ti
option-spoiler = Ocultar la imagen hasta que se haga clic; no: mostrarla aunque subas algo oculto
option-count = Cuántas imágenes; cada una cuenta para tu límite
option-compare-prompt = Qué deben mostrar las imágenes
option-compare-first = Un modelo; sin él, todos los que funcionan aquí, cuatro como máximo
option-compare-second = Otro modelo
option-compare-third = Otro modelo
option-compare-fourth = Otro modelo
option-compare-shape = Ancho a alto
option-compare-poll = Preguntar a todos cuál es la mejor (por defecto: sí)
option-compare-private = Mostrarte las imágenes solo a ti
option-compare-spoiler = Ocultar las imágenes hasta que se haga clic
option-aspect_ratio = Proporción entre ancho y alto
option-image_size = Cuán grande: cerca de 1, 2 o 4 mil píxeles por lado
option-size = Ancho x alto en píxeles
option-quality = Cuánto trabajo se le dedica
option-n = Cuántas imágenes; cada una cuenta
option-image = La imagen que se va a cambiar
option-gemini-image = Una imagen para cambiar o como referencia
option-image_2 = Una segunda imagen de referencia
option-image_3 = Una tercera imagen de referencia
option-image_4 = Una cuarta imagen de referencia
option-mask = Una máscara de la misma forma: se cambia lo blanco o transparente
option-gpt-image-edit-prompt = Qué cambiar
option-qwen-edit-prompt = Qué cambiar
option-sd-width = Ancho en píxeles, un múltiplo de 8
option-sd-height = Alto en píxeles, un múltiplo de 8
option-sd-seed = La misma semilla y el mismo prompt dan la misma imagen; -1 es al azar
option-model = Checkpoint
option-negative_prompt = Qué no debe mostrar la imagen
option-steps = Pasos de cálculo: con más tarda más
option-cfg_scale = Con qué fidelidad sigue el prompt
option-edit-prompt = Qué cambiar
option-edit-image = La imagen que se va a cambiar; si falta, la más reciente de aquí
option-area = La parte que puede cambiar; el resto queda como está. Siempre con GPT Image
option-with = Qué modelo la cambia
option-allow = Si los demás pueden; déjalo vacío para ver qué tienes puesto
option-mydata-mentions-allow = Si puedo hacerlo; omítelo para ver qué tienes configurado
option-mydata-showcases-allow = Si pueden mostrarse; déjalo vacío para ver lo que has elegido
option-provider = Qué edita una imagen; «por defecto» es lo que elige el bot
option-reply_edits = Si una respuesta a una imagen la edita
option-owner_only = Si solo puede editar una imagen quien la pidió
choice-in-1-hour = en 1 hora
choice-in-6-hours = en 6 horas
choice-in-24-hours = en 24 horas
choice-in-3-days = en 3 días
choice-in-7-days = en 7 días
choice-in-30-days = en 30 días
choice-in-90-days = en 90 días
choice-day = día
choice-week = semana
choice-month = mes
choice-year = año
choice-channel = canal
choice-reports = denuncias
choice-both = ambos
option-easel-block-member = De quién se rechazan las peticiones desde ahora
option-easel-block-reason = Por qué; el miembro lo lee en el rechazo
option-easel-block-ends = Cuándo termina el bloqueo
option-easel-unblock-member = Quién puede volver a crear imágenes
option-easel-avatar-picture = Una imagen creada aquí: su enlace, o una de las tuyas por su prompt
option-easel-avatar-number = Qué imagen de un conjunto
option-easel-avatar-reset = Recuperar la imagen que tengo en todas partes
option-easel-words-add-word = Una palabra, una frase o un emoji; nunca se busca dentro de otras palabras
option-easel-words-remove-word = La palabra que sale de la lista
option-easel-words-test-text = Lo que un miembro podría pedir
option-easel-usage-period = Hasta cuándo mirar atrás: un día, una semana, un mes o un año
option-easel-log-channel = Canal de registro: imágenes, rechazos, problemas y cambios de ajustes
option-easel-log-reports = Canal para las imágenes que denuncian los miembros
option-easel-log-off = Qué apagar
option-easel-showcase-channel = Dónde se muestran las imágenes a las que los miembros dieron estrellas
option-easel-showcase-stars = Cuántos miembros tienen que reaccionar con ⭐; al principio 5
option-easel-showcase-off = No mostrar más imágenes; las que ya se muestran se quedan
option-easel-contest-start-theme = De qué tratan las imágenes
option-easel-contest-start-ends = Cuándo termina y se cuentan los votos
option-easel-contest-start-entries = Con cuántas imágenes puede participar cada miembro; si se omite: con una
option-easel-contest-start-bonus = Cuántas imágenes más recibe quien gana, además de sus límites
option-easel-contest-start-bonus_days = Durante cuántos días; si se omite: 7
option-easel-themes-add-theme = De qué tratan las imágenes de un día
option-easel-themes-remove-theme = Qué tema
option-easel-themes-daily-channel = Dónde se publica el tema del día
option-easel-themes-daily-hour = A qué hora del día, en UTC; al principio 9
option-easel-themes-daily-off = No publicar más temas
choice-hour = hora
choice-everyone = todos
choice-nobody = nadie
choice-role = rol
choice-stop = parar
choice-left-half = mitad izquierda
choice-right-half = mitad derecha
choice-top-half = mitad superior
choice-bottom-half = mitad inferior
choice-left-third = tercio izquierdo
choice-middle-third = tercio central
choice-right-third = tercio derecho
choice-top-third = tercio superior
choice-bottom-third = tercio inferior
choice-top-left = arriba a la izquierda
choice-top-right = arriba a la derecha
choice-bottom-left = abajo a la izquierda
choice-bottom-right = abajo a la derecha
choice-centre = centro
choice-background = todo menos el centro
option-easel-rules-set-where = El canal o la categoría; si falta, todo el servidor
option-easel-rules-set-role = Para miembros con este rol; de varios roles se aplica el más generoso
option-easel-rules-set-works = Si trabajo allí o no
option-easel-rules-set-allowed = Si este modelo se puede usar allí
option-easel-rules-set-age_restricted = Si solo se puede usar en canales con restricción de edad
option-easel-rules-set-largest_size = Cuántos píxeles por lado como máximo
option-easel-rules-set-count = Cuántas imágenes a la vez como máximo
option-easel-rules-set-replies = Quién puede editar una imagen respondiendo a ella
option-easel-rules-set-reply_role = Qué rol, con `replies: rol`
option-easel-rules-clear-where = El canal o la categoría; si falta, lo puesto para todo el servidor
option-easel-rules-clear-role = Lo que está puesto para este rol
option-easel-rules-clear-rule = Qué regla; si falta, todas las puestas allí
option-easel-styles-add-name = Con qué nombre lo eligen los miembros
option-easel-styles-add-words = Palabras para el prompt; [prompt] ocupa el lugar del prompt
option-easel-styles-add-example = Un prompt que muestra para qué sirve
option-easel-styles-add-provider = El modelo con el que lo hace /imaginar, si el miembro puede usarlo
option-easel-styles-remove-name = Qué estilo
option-easel-budget-dollars = Cuánto puede costar un mes natural, según precios estimados; 0 es sin presupuesto
option-easel-budget-then = Qué pasa cuando se gasta: parar, o el modelo que entonces lo crea todo
option-easel-limits-set-pictures = Cuántas imágenes
option-easel-limits-set-dollars = Cuántos dólares, según precios estimados
option-easel-limits-set-unlimited = Ningún límite
option-easel-limits-set-per = En qué tiempo; si falta, un día
option-easel-limits-set-member = Para este miembro; si falta, y faltan role y together, para cada miembro
option-easel-limits-set-role = Para cada miembro con este rol; de varios roles se aplica el más generoso
option-easel-limits-set-together = Para todos los miembros del servidor juntos
option-easel-limits-set-more = Además de lo que ya se aplica al miembro
option-easel-limits-set-ends = Hasta cuándo; si falta, hasta que se cambie
option-easel-limits-clear-member = Lo puesto para este miembro; si falta, y faltan role y together, para cada miembro
option-easel-limits-clear-role = Lo puesto para este rol
option-easel-limits-clear-together = Lo puesto para todos los miembros del servidor juntos
option-easel-limits-clear-per = Solo lo puesto para este tiempo
option-easel-rules-set-provider = De qué modelo tratan `allowed` y `age_restricted`
option-easel-rules-set-quality = La calidad más alta
option-easel-rules-set-safety_tolerance = Lo más alto que se puede pedir
option-easel-explain-member = De quién se trata
option-easel-explain-channel = En qué canal; si falta, en este
option-easel-explain-prompt = Un prompt en el que busco palabras de la lista
option-jobs-words = Palabras del prompt, en cualquier orden
option-jobs-model = Qué modelo las creó
option-jobs-channel = Dónde se pidieron o se publicaron
option-show-id = Qué imagen: elígela por su prompt
option-show-public = Publicarla en este canal para todos; no: mostrártela solo a ti
