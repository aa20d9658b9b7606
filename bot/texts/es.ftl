# Lo que leen los miembros, en español. El orden es el de en.ftl; al final está lo que solo necesitan las traducciones.

## The private status of a job

status-waiting = 🕓 Número { $position } en la fila. { $usage }
status-running = 🎨 Se está haciendo, empezó <t:{ $since }:R>. { $usage }
status-troubled-relay = ⏳ El servicio de imágenes no responde ahora. Seguiré preguntando hasta las <t:{ $until }:t>, sin ningún coste extra para ti.
status-troubled-discord = ✅ Tu imagen está lista, pero Discord no la acepta ahora. Seguiré intentándolo hasta las <t:{ $until }:t>.
status-done = ✅ Listo: { $link }
status-done-private = ✅ Aquí tienes. Solo tú puedes verlo: guárdalo si quieres conservarlo.
status-done-elsewhere = ✅ Listo, pero no pude publicar en <#{ $channel }>, así que aquí está solo para ti.
status-failed = ⚠️ { $why } Esto no cuenta.
status-cancelled = Cancelado. Esto no cuenta.
usage = { $whose ->
    [server] Cuenta como { used-of } de todos los miembros de este servidor en { span }.
   *[member] Cuenta como { used-of } en { span }.
}

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

## The message with the pictures

post-line = { $prompt } — { $member }
post-facts-model = { $title }
post-facts-seed = semilla { $seed }
post-facts-seconds = { $seconds } s
post-facts-minutes = { $minutes } min { $seconds } s
note-converted = convertida a { $format }
note-repacked = guardada como { $format } sin pérdida, para que quepa en el límite de subida
note-recompressed = guardada como { $format } para que quepa en el límite de subida
note-shrunk = reducida a { $size } y guardada como { $format } para que quepa en el límite de subida
note-still = solo el primer fotograma
note-incomplete = el final no llegó
note-missing = { $missing ->
    [one] una imagen no llegó y no cuenta
   *[other] { $missing } imágenes no llegaron y no cuentan
}
post-direct = La pediste en <#{ $channel }>, donde ya no puedo publicar.
post-direct-private = La pediste en privado en <#{ $channel }>; tardó demasiado para mostrarla allí.
thread-hidden = Ediciones de esta imagen
post-no-thread = -# Aquí no pude usar un hilo.

## Before a dear request

confirm-price = Se estima que esto cuesta ${ $price }.
confirm-leaves = Después { $whose ->
    [server] todos los miembros de este servidor juntos tendrán todavía
   *[member] tendrás todavía
} { $metric ->
    [dollars] ${ $left }
   *[pictures] { $left }
} de { amount } en { span }.
confirm-declined = No se hizo. No se contó nada.
button-confirm = Hacerla
button-decline = No, gracias
refused-confirm-late = Eso se preguntó hace demasiado tiempo. Pídelo de nuevo, por favor.
refused-confirm-other = Solo puede decidirlo quien lo pidió.

## Buttons

button-delete = Borrar
button-cancel = Cancelar
deleted = Borrado.
refused-delete = Solo quien la pidió, o quien puede gestionar los mensajes aquí, puede borrarla.
refused-cancel = Ya se está haciendo, así que no se puede cancelar.
gone = Este mensaje ya no existe.

## Why a job failed: "It did not count." follows

failed-unreachable = El servicio de imágenes no respondió. Inténtalo de nuevo en unos minutos, por favor.
failed-provider = El servicio de imágenes falló con esta. Inténtalo de nuevo, por favor.
failed-invalid = El servicio de imágenes no acepta estos ajustes. Cámbialos e inténtalo de nuevo, por favor.
failed-invalid-field = El servicio de imágenes no acepta `{ $field }`: «{ $words }» Cámbialo e inténtalo de nuevo, por favor.
failed-invalid-words = El servicio de imágenes no acepta esto: «{ $words }» Cámbialo e inténtalo de nuevo, por favor.
failed-input = El servicio de imágenes no admite esta imagen. Prueba con otra, más pequeña o en PNG, por favor.
failed-declined = El servicio de imágenes rechazó esto por su contenido. Dilo de otra manera, por favor.
failed-declined-words = El servicio de imágenes rechazó esto por su contenido: «{ $words }» Dilo de otra manera, por favor.
failed-text = El modelo respondió con palabras en vez de una imagen. Pide una imagen, por favor.
failed-text-words = El modelo respondió con palabras en vez de una imagen: «{ $words }» Dilo de otra manera, por favor.
failed-not-offered = Este modelo no está disponible ahora. Prueba con otro, por favor.
failed-operator = El bot no puede usar ahora el servicio de imágenes. Su operador ya está avisado; inténtalo más tarde, por favor.
failed-busy = El servicio de imágenes está muy ocupado. Inténtalo de nuevo en unos minutos, por favor.
failed-timeout = El servicio de imágenes tardó demasiado. Inténtalo de nuevo, por favor.
failed-expired = El servicio de imágenes ya no tiene el resultado. Inténtalo de nuevo, por favor.
failed-link = No se pudo descargar la imagen terminada. Inténtalo de nuevo, por favor.
failed-storage = Mi propio almacenamiento no funciona ahora. El operador ya está avisado; inténtalo más tarde, por favor.
failed-poison = La imagen que llegó no se puede leer de forma segura, así que no puedo publicarla.
failed-moved = El servicio de imágenes que la estaba creando se ha trasladado y ya no puedo consultarlo.
failed-internal = Algo salió mal por mi parte, y el operador ya está avisado. Inténtalo de nuevo, por favor.
failed-delivery = Discord no me dejó publicar la imagen. Inténtalo de nuevo más tarde, por favor.
failed-unseen = Puede que ya haya publicado la imagen, pero ya no me dejan mirar. Revisa el canal, por favor.
failed-unfound = Puede que ya haya publicado la imagen, pero desde entonces se ha escrito tanto que no la encuentro. Revisa el canal, por favor.
failed-too-large = La imagen no se puede hacer lo bastante pequeña para el límite de subida de este servidor. Pide una más pequeña, por favor.
failed-no-place = Ya no puedo publicar en ese canal, ni escribirte a ti.

## Why a command was not taken: nothing was counted

refused = ⚠️ { $why } No se contó nada.
refused-limit = { $whose ->
    [server] Los miembros de este servidor han usado entre todos { used-of } en { span }.
    [everywhere] Has usado { used-of } en { span }, en todos los servidores juntos.
   *[member] Has usado { used-of } en { span }.
} Vuelve a haber sitio <t:{ $free_at }:R>.
refused-over-limit = { $metric ->
    [dollars] Esto costaría ${ $wanted }, pero el límite es { amount } en { span }. Pide algo más barato, por favor.
   *[pictures] Pediste { $wanted ->
        [one] una imagen
       *[other] { $wanted } imágenes
    }, pero el límite es { amount } en { span }. { $limit ->
        [0] Pide más a la moderación, por favor.
       *[other] Pide menos, por favor.
    }
}
refused-budget = El presupuesto de este servidor para el mes ya no permite esto. Se renueva <t:{ $renewed }:R>.
refused-operator-budget = He gastado lo que puedo gastar por ahora, en todos los servidores juntos. Inténtalo de nuevo más tarde, por favor.
refused-lost = Varias de tus imágenes no se pudieron entregar hoy. Asegúrate de que puedo publicar aquí e inténtalo de nuevo mañana, por favor.
refused-server = No trabajo en este servidor. Pregunta al operador de este bot, por favor.
refused-line-mine = Ya tienes { $waiting } imágenes en camino. Espera a que llegue una, por favor.
refused-line-all = Ahora mismo hay demasiadas imágenes esperando. Inténtalo de nuevo en unos minutos, por favor.
refused-stopping = Me estoy reiniciando. Inténtalo de nuevo en un minuto, por favor.
refused-server-only = Solo hago imágenes en servidores. Usa este comando en un canal, por favor.
refused-not-here = Lo que elegiste no está en este servidor, o no puedo verlo. Elige otra cosa, por favor.
refused-permissions = No puedo publicar imágenes aquí. Pide a alguien de moderación que me permita esto, por favor: { $permissions }.
refused-member-permissions = No puedes crear imágenes aquí, porque este servidor no te da esto: { $permissions }. Usa otro canal o pregunta a alguien de moderación, por favor.
refused-timed-out = Estás en pausa en este servidor. Espera a que termine, por favor.
refused-failed-often = { $failed } de tus peticiones han fallado en una hora. Espera un rato antes de la próxima, por favor.
refused-declined-often = { $declined } de tus peticiones han sido rechazadas una tras otra. Espera hasta <t:{ $until }:t> y pide después otra cosa, por favor.
refused-questions = Ya hay { $questions } preguntas sobre un precio que esperan tu respuesta. Responde primero a una de ellas, por favor.
refused-question-gone = Ya no he podido obtener `{ $option }` de Discord. Adjúntalo otra vez, por favor; tus palabras eran: { $prompt }
refused-stored-mine = Tus imágenes en camino ocupan todo el espacio que tengo para ti. Espera a que una esté lista, por favor.
refused-stored-all = Ahora no tengo espacio para más imágenes. Inténtalo más tarde, o sin imagen, por favor.
problem-multiple = `{ $option }` debe ser un múltiplo de { $step }, por ejemplo { $near }.
problem-at-least = `{ $option }` debe ser como mínimo { $bound }.
problem-at-most = `{ $option }` debe ser como máximo { $bound }.
problem-other = `{ $option }`: { $problem }.
problem-size-form = `{ $option }` se escribe como ancho x alto, por ejemplo 1024x768.
problem-size-sides = Cada lado de `{ $option }` debe tener de { $low } a { $high } píxeles, como en 1024x768.
refused-input-size = `{ $option }` es demasiado grande: { $megabytes } MB como máximo. Adjunta una imagen más pequeña, por favor.
refused-input-gone = No pude traer `{ $option }` de Discord. Adjúntala de nuevo, por favor.
refused-input-host = `{ $option }` no está subida a Discord. Adjunta la imagen misma, por favor.
refused-input-unknown = `{ $option }` no es una imagen que yo pueda leer. Adjunta un PNG, JPEG, WebP o GIF, por favor.
refused-input-unsupported = `{ $option }` tiene un formato que no puedo leer. Adjúntala como JPEG o PNG, por favor.
refused-input-heic = `{ $option }` es una foto HEIC, que no puedo leer. Adjúntala como JPEG o PNG, por favor.
refused-input-broken = `{ $option }` está dañada o cortada. Adjúntala de nuevo, por favor.
refused-input-too-complex = `{ $option }` está hecha de una forma que tarda demasiado en leerse. Guárdala de nuevo como PNG o JPEG y adjúntala, por favor.
refused-input-too-many-pixels = `{ $option }` tiene demasiados píxeles. Adjunta una imagen más pequeña, por favor.
refused-input-too-many-bytes = `{ $option }` es demasiado grande. Adjunta una imagen más pequeña, por favor.
refused-button = Este botón es de otra versión de mí. Usa el comando, por favor.
refused-input-mask-shape = `{ $option }` mide { $width }×{ $height }, que es otra forma que la de la imagen, { $wanted_width }×{ $wanted_height }. Dale la misma forma, por favor.
refused-input-mask-empty = `{ $option }` no marca nada que cambiar. Pinta la zona de blanco o deja la máscara fuera, por favor.
refused-empty-prompt = En tu prompt no hay nada visible. Di qué debe mostrar la imagen, por favor.
refused-not-offered = { $title } no está disponible ahora. Prueba con otro modelo, por favor; `/modelos` los muestra.

## /jobs

jobs-none = Todavía no has pedido ninguna imagen en este servidor. Prueba `/flux`.
jobs-title = **Tus imágenes más recientes en este servidor**
jobs-line = { $icon } <t:{ $at }:R> { $title }: { $prompt } — { $state }
jobs-state-waiting = en la fila
jobs-state-running = se está haciendo
jobs-state-done = { $link }
jobs-state-private = mostrada solo a ti
jobs-state-failed = no contó: { $why }
jobs-state-cancelled = cancelada, no contó
jobs-cancel = Cancelar «{ $prompt }»

## What was done to a member's image, said when it was accepted

input-rotated = Puse tu imagen derecha.
input-scaled = Reduje el tamaño de tu imagen.
input-still = Tomé el primer fotograma de tu animación.
input-colours = Convertí los colores de tu imagen a los habituales.

## /models

models-title = **Modelos**
models-offered = ✅ `/{ $command }` { $title }{ $price }
models-missing = 🚫 `/{ $command }` { $title }, no disponible ahora{ $price }
models-price = : ${ $price } por imagen
models-price-range = : de ${ $low } a ${ $high } por imagen
models-price-unknown = : precio desconocido
models-prices = -# Los precios solo los ve quien puede gestionar el servidor.

## /mydata consent, /easel edits

consent-yes = Los demás pueden editar tus imágenes y usarlas como referencia, en todos los servidores; `allow: False` lo prohíbe.
consent-no = Nadie más que tú puede editar tus imágenes ni usarlas como referencia, en ningún servidor; `allow: True` lo permite.
rules-edits = **Ediciones en este servidor**
rules-line = `{ $option }`: { $value }
rules-default = (valor por defecto del bot)
rules-yes = sí
rules-no = no
refused-manager = Solo quien puede gestionar este servidor puede usar este comando.

## /mydata export, /mydata delete

export = Todo lo que guardo sobre ti, en todos los servidores. Solo tú puedes verlo: guárdalo si quieres conservarlo.
export-part = Todo lo que guardo sobre ti, parte { $part } de { $parts }.
forget-ask = Esto borra lo que guardo sobre ti, en todos los servidores: tus prompts y ajustes, las imágenes que me diste y dónde están tus imágenes. Las imágenes mismas se quedan en Discord; sus botones ya no sabrán nada de ellas. Lo que cuenta para tus límites se queda hasta 30 días más. No se puede deshacer. El botón funciona durante { $minutes } minutos.
button-forget = Borrar mis datos
forgotten = Borrado. Lo que cuenta para tus límites se queda hasta 30 días más, y después no es de nadie.
forgotten-unfinished = { $unfinished ->
    [one] { $unfinished } imagen tuya sigue en camino; no la toqué. Usa `/misdatos borrar` de nuevo cuando esté lista.
   *[other] { $unfinished } imágenes tuyas siguen en camino; no las toqué. Usa `/misdatos borrar` de nuevo cuando estén listas.
}
forgotten-refusal = Que los demás no pueden editar tus imágenes sigue valiendo, porque siguen estando en Discord; `/misdatos permiso` lo cambia.
refused-forget-late = Eso se preguntó hace demasiado tiempo. Usa `/misdatos borrar` de nuevo, por favor.
refused-forget-other = Esto trata de los datos de otro miembro. Usa `/misdatos borrar` para los tuyos, por favor.

## Details

details-prompt = **{ $prompt }**
details-facts = -# { $member } · <t:{ $at }:f> · { $facts }
details-took = tardó { $minutes ->
    [0] { $seconds } s
   *[other] { $minutes } min { $seconds } s
}
details-estimate = se estiman ${ $price }
details-option = `{ $name }` { $value }
details-steps = Hecha a partir de:
details-steps-more = … y { $more } anteriores
details-step = ↳ { $link } { $prompt }
details-step-private = ↳ una imagen que solo vio quien la hizo
details-step-own = ↳ { $link } una imagen propia de un miembro
details-step-gone = ↳ { $link } una imagen más antigua
details-command = Para pedirla otra vez, copia esto:
details-command-long = -# El comando para pedirla otra vez es largo, así que está en el archivo adjunto.
details-attach = [adjuntar: { $options }] Una imagen no se puede copiar con él: adjúntala tú, por favor.

## Edits

button-again = Otra vez
button-edit = Editar…
button-try = Probar con…
button-details = Detalles
button-compare = Antes / después
post-edited = editada a partir de { $link }
edit-title = Cambiar esta imagen
edit-words = Qué cambiar
edit-placeholder = pon el cielo rojo
edit-picture = Qué imagen
edit-picture-number = Imagen { $number }
edit-provider = Qué modelo
edit-file = Una máscara u otra imagen de referencia
edit-file-use = Qué es el archivo
edit-file-reference = Otra imagen de referencia
edit-file-mask = Una máscara: lo blanco, o un hueco, es lo que se cambia
edit-dropped = Este modelo admite menos archivos: dejé fuera { $dropped } de los tuyos.
try-which = ¿Qué modelo debe intentarlo con el mismo prompt?
try-choose = Elige un modelo
try-dropped = Este modelo no tiene nada como { $options }; lo dejé fuera.
comparison = Antes y después.
menu-edit = Editar esta imagen
menu-reference = Usar como referencia
menu-describe = Decir cómo se hizo
hint-ping = No puedo leer esta respuesta. Al responder, deja puesta la @ de mi nombre, por favor, o usa Aplicaciones, «Editar esta imagen».
refused-no-picture = En ese mensaje no hay ninguna imagen. Elige uno que tenga una, por favor.
refused-unseen-picture = Discord no me muestra ese mensaje. Usa en él Aplicaciones, «Editar esta imagen», por favor.
refused-picture-number = En ese mensaje solo hay { $pictures } imágenes. Elige una de ellas, por favor.
refused-nothing-here = Todavía no conozco ninguna imagen aquí. Adjunta una como `image` o responde a una, por favor.
refused-consent = La persona de quien es esa imagen no deja que otros la editen. Elige otra, por favor.
refused-owner-only = En este servidor solo puede editar una imagen quien la pidió. Haz una tuya, por favor.
refused-try-none = Ningún otro modelo puede hacer esto ahora mismo. Inténtalo de nuevo más tarde, por favor.
refused-purged = Ya no sé cómo se hizo esta imagen. Usa el comando, por favor.
refused-inputs-gone = Ya no tengo las imágenes de las que salió esta. Usa el comando y adjúntalas de nuevo, por favor.
refused-comparison = Ya no puedo traer una de las dos imágenes.
refused-draft = Ya no sé de qué imagen se trataba. Abre la ventana de nuevo, por favor.
refused-no-words = Di qué hay que cambiar, por favor.
refused-not-mine = Esa imagen no la hice yo, así que no sé nada de ella.

## /quota

quota-none = Aquí no hay límite. Haz tantas imágenes como quieras.
quota-line = { $bar } { $whose ->
    [server] Todos los miembros juntos han usado { used-of } en { span };
   *[member] Has usado { used-of } en { span };
} { $metric ->
    [dollars] quedan ${ $left }.
   *[pictures] { $left ->
        [one] queda { $left }.
       *[other] quedan { $left }.
    }
}
quota-operator = -# { $whose ->
    [server] El operador de este bot ha puesto este límite.
   *[everywhere] El operador de este bot ha puesto este límite, para todos los servidores juntos.
}
quota-free-at = Vuelve a haber sitio <t:{ $at }:R>.
quota-next-at = La más antigua deja de contar <t:{ $at }:R>.
quota-jobs = **Lo que contaron tus últimas imágenes**
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
limits-none = No hay ninguno: los miembros pueden hacer tantas imágenes como quieran. `/easel limits set` pone uno.
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
limits-lower = ⚠️ El operador de este bot no permite más de { $what }: ese límite más bajo sigue valiendo.
refused-limits-amount = Da uno de `pictures`, `dollars` y `unlimited`, por favor.
refused-limits-targets = Da como máximo uno de `member`, `role` y `together`, por favor.
refused-limits-more = `more` es para un `member`, con `pictures` o `dollars`.
refused-limits-unlimited = `unlimited` quita todos los límites. No pongas `per`, por favor.
refused-limits-clear = No hay nada así puesto. `/easel limits list` muestra lo que hay.

## /easel settings

panel = **Cómo trabajo en este servidor.** Lo que elijas aquí vale enseguida.
    Para lo demás están `/easel limits set` (cuánto pueden hacer los miembros), `/easel budget` (cuánto puede costar un mes), `/easel rules set` (canales concretos) y `/easel words add` (qué rechazar).
panel-models = Qué modelos se pueden usar
panel-models-none = Ninguno
panel-editor = Qué modelo edita una imagen cuando el que la hizo no puede
panel-default = { $value } (valor por defecto del bot)
panel-replies = Quién edita una imagen respondiendo a ella
panel-everyone = Todos
panel-nobody = Nadie: las respuestas son solo conversación
panel-role = Los miembros con un rol determinado
panel-log = Dónde cuento lo que hago: imágenes, rechazos, cambios
panel-reports = Adónde van las denuncias de los miembros, si no es al registro
panel-no-channel = Ningún canal
panel-silent = ⚠️ No puedo escribir en <#{ $channel }>. Permíteme esto allí, por favor: { $permissions }.

## /easel budget, /easel pause, /easel resume

budget-none = No hay presupuesto; este mes ha costado hasta ahora ${ $spent }, según precios estimados. `/easel budget` pone uno.
budget-line = { $bar } Este mes se han gastado ${ $spent } de ${ $budget }, según precios estimados; se renueva el <t:{ $renewed }:D>. Cuando se gaste, { $then ->
    [stop] dejo de hacer lo que cuesta dinero.
   *[other] `{ $then }` hace todo el trabajo.
}
log-budget = { $percent ->
    [100] 🛑 El presupuesto del mes se acaba: se han gastado ${ $spent } de ${ $budget }. Hasta que se renueve o `/easel budget` lo cambie, { $then ->
        [stop] rechazo lo que cueste más de lo que queda.
       *[other] `{ $then }` hace lo que cueste más de lo que queda.
    }
   *[other] 💰 Se ha gastado el { $percent } % del presupuesto del mes: ${ $spent } de ${ $budget }.
}
budget-fell-back = El presupuesto de este servidor para el mes está gastado, así que esto lo hace { $title }.
budget-dropped = No tiene nada como { $options }; lo dejé fuera.
paused = En pausa: no acepto peticiones en este servidor hasta `/easel resume`. Las imágenes en camino sí se publican.
resumed = Vuelvo a aceptar peticiones en este servidor.

## The log of a server, and /easel log

log-posted = 🖼️ { $facts }
log-pictures = { $pictures } imágenes
log-alone = mostrada solo a quien la pidió
log-refused = 🚫 { $member }: { $why }
log-declined = 🛑 { $member }: { $declined } peticiones rechazadas por la moderación, una tras otra. En pausa hasta <t:{ $until }:t>.
log-trouble = ⚠️ { $what }
log-changed = 🔧 { $member } usó `/easel { $action }`
log-changed-facts = 🔧 { $member } usó `/easel { $action }`: { $facts }
log-fact = { $name }: { $value }
log-default = por defecto
log-title = **Registro y denuncias en este servidor**
log-off = apagado
refused-log = No puedo escribir en { $channel }. Permíteme esto allí, por favor: { $permissions }.
log-left-out = … No pude publicar { $lines } líneas que van aquí.
trouble-credits = El servicio de imágenes no me hace imágenes: mi cuenta se quedó sin crédito. Mi operador ya está avisado.
trouble-key = El servicio de imágenes no me hace imágenes: no acepta mi clave. Mi operador ya está avisado.
trouble-account = El servicio de imágenes no me hace imágenes: algo va mal con mi cuenta. Mi operador ya está avisado.
trouble-own-server = El servicio de imágenes no me hace imágenes con Stable Diffusion: el servidor que las hace no está bien configurado. Mi operador ya está avisado.

## /easel history

history-title = **Cambios en los ajustes de este servidor**, los más recientes primero
history-line = <t:{ $at }:f> { $change }
history-more = -# Estos son los { $count } cambios más recientes.
history-none = Nadie ha cambiado nada aquí todavía.

## The card in a server that the bot was just added to

welcome-title = ### 👋 Hola, hago imágenes
welcome-make = Usa { $commands } y di qué debe mostrar la imagen; aparece en tu canal.
welcome-reply = Para cambiar una imagen, respóndele con palabras y deja puesta la mención, usa los botones de debajo o { $command }.
welcome-edit = Para cambiar una imagen, usa los botones de debajo o { $command }.
welcome-limits = **Límites en este servidor**
welcome-limit = { $whose ->
    [server] Todos los miembros juntos: { amount } en { span }
   *[member] Cada miembro: { amount } en { span }
}
welcome-no-limits = En este servidor no hay límites: los miembros pueden hacer tantas imágenes como quieran.
welcome-settings = Quien puede gestionar este servidor ajusta todo esto con { $command }.

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
usage-member = `{ $mark }` { $member } { $pictures }
usage-others = otros
usage-by-model = Imágenes por modelo
usage-by-member = Imágenes por miembro
usage-note = -# Las horas son UTC. Lo que falló o se canceló no está. La tabla lo tiene todo.
usage-note-too-large = -# Las horas son UTC. Lo que falló o se canceló no está. La tabla es demasiado grande para Discord: pide un periodo más corto, por favor.
usage-alt = Barras de { $first } a { $last } UTC: imágenes por modelo y, debajo, por miembro. { $models }.

## /easel words

words-added = Desde ahora se rechazan las peticiones que contengan «{ $word }». Palabras en la lista: { $count }.
words-removed = «{ $word }» ya no está en la lista, y las peticiones pueden volver a contenerla. Palabras en la lista: { $count }.
words-none = La lista está vacía: las peticiones pueden contener cualquier palabra. `/easel words add` pone una en ella.
words-title = **Palabras que las peticiones no pueden contener en este servidor** ({ $count })
words-hit = 🚫 Contiene «{ $word }»: una petición así se rechaza.
words-pass = ✅ No contiene nada de la lista: una petición así pasa.
refused-words-nothing = Ahí no hay ninguna letra, cifra o signo que buscar. Da una palabra, por favor.
refused-words-there = «{ $word }» ya está en la lista, y encuentra exactamente lo mismo.
refused-words-full = Hay { $most } palabras en la lista, y no admite más. Quita una primero, por favor.
refused-words-unknown = «{ $word }» no está en la lista; `/easel words list` muestra lo que hay.
refused-word = En este servidor las peticiones no pueden contener «||{ $word }||». Dilo de otra manera, por favor.

## /easel block, /easel unblock, /easel blocks

blocked = { $member } no puede hacer imágenes en este servidor hasta que se levante. Se le dice por qué: «{ $reason }»
blocked-until = { $member } no puede hacer imágenes en este servidor hasta <t:{ $until }:f>. Se le dice por qué: «{ $reason }»
unblocked = { $member } puede volver a hacer imágenes en este servidor.
blocks-none = En este servidor no hay nadie bloqueado.
blocks-title = **Miembros que no pueden hacer imágenes en este servidor** ({ $count })
blocks-line = • { $member } hasta que se levante: { $reason }
blocks-line-until = • { $member } hasta <t:{ $until }:f>: { $reason }
refused-block-bot = Un bot no pide imágenes, así que no hay nada que bloquear. Elige un miembro, por favor.
refused-block-manager = { $member } puede gestionar este servidor y podría levantar el bloqueo enseguida. Elige otro miembro, por favor.
refused-block-reason = Da un motivo que el miembro pueda leer, por favor.
refused-not-blocked = { $member } no tiene ningún bloqueo; `/easel blocks` muestra quién lo tiene.
refused-blocked = No puedes hacer imágenes en este servidor: «{ $reason }» Si crees que es un error, pregunta a la moderación, por favor.
refused-blocked-until = No puedes hacer imágenes en este servidor hasta <t:{ $until }:f>: «{ $reason }» Si crees que es un error, pregunta a la moderación, por favor.
refused-blocked-openly = Por ahora no puedes hacer imágenes en este servidor. `/flux` te dice por qué, solo a ti.

## Rules of a server, /easel rules and /easel explain

refused-paused = Por el momento no hago imágenes en este servidor. Inténtalo de nuevo más tarde, por favor.
refused-rule-works = No hago imágenes en este canal. Usa otro, por favor.
refused-rule-elsewhere = No hago imágenes en este canal. Usa { $channels }, por favor.
refused-rule-provider = { $title } no se usa en este canal. Prueba { $others }, por favor.
refused-rule-no-provider = { $title } no se usa en este canal, ni otro modelo para esto. Usa otro canal, por favor.
refused-rule-age = En este servidor { $title } es solo para canales con restricción de edad. Úsalo en uno de esos, por favor.
refused-rule-side = `{ $option }` pide más de { $cap } píxeles por lado, que es lo máximo en este canal. Elige menos, por favor.
refused-rule-cap = `{ $option }` puede ser como máximo { $cap } en este canal. No elijas más que eso, por favor.
refused-reply-role = Aquí solo los miembros con el rol { $role } editan imágenes respondiendo. Usa `/editar`, por favor.
refused-unseen-channel = Discord no me muestra ese canal ahora mismo. Inténtalo de nuevo en un minuto, o en otro canal, por favor.
rules-title = **Reglas en este servidor**
rules-none = No hay nada puesto: trabajo en todos los canales, con todos los modelos y en todos los tamaños.
rules-of = **{ $place }**: { $rules }
rules-server = todo el servidor
rules-holding = **Lo que vale en: { $place }**
rules-held = `{ $option }`: { $value } { $level ->
    [channel] (puesto para <#{ $place }>)
    [category] (puesto para la categoría <#{ $place }>)
    [server] (puesto para todo el servidor)
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
refused-rules-nothing = Elige al menos una regla que poner, por favor.
refused-rules-provider = Elige `provider` y, con él, `allowed`, `age_restricted` o ambos, por favor.
refused-rules-role = Elige `replies: rol` y, con ello, el rol como `reply_role`, por favor.
refused-rules-unset = Allí no hay nada así puesto. `/easel rules list` muestra lo que hay.
explain-title = **Lo que vale para { $member } en { $channel }**
explain-not-blocked = ✅ Sin bloqueo.
explain-blocked = 🚫 Con bloqueo: «{ $reason }»
explain-blocked-until = 🚫 Con bloqueo hasta <t:{ $until }:f>: «{ $reason }»
explain-not-paused = ✅ Este servidor no está en pausa.
explain-paused = 🚫 Este servidor está en pausa: no hago imágenes aquí hasta `/easel resume`.
explain-may-post = ✅ Puedo publicar imágenes allí.
explain-permissions = 🚫 No puedo publicar imágenes allí. Permíteme esto, por favor: { $permissions }.
explain-not-offered = ⚠️ No disponible ahora: { $titles }.
explain-role = ✅ Este miembro tiene ese rol.
explain-no-role = 🚫 Este miembro no tiene ese rol.
explain-no-limits = Ningún límite vale para este miembro.
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

## Reports

menu-report = Denunciar esta imagen
report-done = Gracias. He ocultado la imagen, y la moderación la revisará.
report-known = Esta imagen ya fue denunciada, y la moderación la revisará.
report-told = Gracias. He avisado a la moderación, que decide si la imagen puede quedarse.
report-restored = La moderación ha revisado esta imagen, y puede quedarse. Si algo en ella ha cambiado, escribe a alguien de moderación, por favor.
report-removed = La moderación ya quitó esta imagen.
report-not-hidden = Gracias. He avisado a la moderación, pero no pude ocultar la imagen.
report-hidden-here = 🚩 Una imagen de { $member } fue denunciada. Está oculta hasta que la moderación la revise.
report-removed-here = 🚩 La moderación quitó una imagen de { $member }.
report-notice = 🚩 Una imagen de { $member } fue denunciada por { $reporter }: { $link }
report-notice-again = Ya se restauró antes, así que no la oculté otra vez.
report-notice-blocked = Quien la denunció tiene un bloqueo, así que no la oculté.
button-restore = Restaurar
button-remove = Quitar
button-block = Bloquear al miembro…
block-title = Bloquear a quien pidió esta imagen
block-reason = Por qué; el miembro lo lee
block-reason-default = Una imagen tuya fue denunciada a la moderación.
report-restored-done = Restaurada.
report-removed-done = Quitada. Ya nadie en este servidor puede usarla como entrada.
report-restored-by = ✅ La restauró { $moderator }.
report-removed-by = 🗑️ La quitó { $moderator }.
report-blocked-by = 🚫 { $moderator } bloqueó a { $member }.
log-report-restored = 🚩 { $moderator } restauró una imagen denunciada: { $picture }
log-report-removed = 🚩 { $moderator } quitó una imagen denunciada: { $picture }
refused-report-what = A la moderación solo se pueden denunciar imágenes que yo haya publicado a la vista de todos. Para todo lo demás usa la denuncia del propio Discord, por favor.
refused-report-channel = No consigo avisar a la moderación de este servidor, así que no he ocultado la imagen. Escribe a alguien de moderación, por favor.
refused-report-often = { $waiting } imágenes que denunciaste siguen sin revisar. Espera a la moderación, o escribe a alguien de ella, por favor.
refused-report-fetch = No pude traer la imagen de Discord para mostrarla a la moderación. Inténtalo de nuevo, por favor.
refused-report-unknown = No sé nada de esta denuncia. Denuncia la imagen de nuevo, por favor.
refused-report-busy = Alguien está denunciando esta imagen o decidiendo sobre ella ahora mismo. Inténtalo de nuevo en un momento, por favor.
refused-report-removed = Esta imagen ya se quitó, así que no se puede restaurar.
refused-report-restore = No pude restaurar la imagen. Asegúrate de que yo pueda ver ese canal y adjuntar archivos allí, y de que su hilo esté abierto; luego inténtalo de nuevo, por favor.
refused-report-remove = Ya no se puede usar como entrada, pero no pude sacar la imagen de su mensaje. Borra ese mensaje, o inténtalo de nuevo, por favor.
refused-reported = Esa imagen fue denunciada a la moderación, así que ahora no se puede usar.
refused-moderator = Solo quien puede gestionar los mensajes aquí puede decidir sobre las denuncias.
refused-input-removed = La moderación de este servidor quitó `{ $option }`, así que aquí no se puede usar. Usa otra imagen, por favor.

## What Discord shows beside each command

command-easel = Decide cómo trabajo en este servidor
command-easel-block = Impide que un miembro haga imágenes en este servidor, por un tiempo o hasta que lo levantes
command-easel-blocks = Mira quién no puede hacer imágenes en este servidor
command-easel-budget = Ajusta lo que puede costar un mes y qué pasa cuando se gasta; mira lo gastado
command-easel-settings = Mira y cambia en un panel lo que se ajusta más a menudo
command-easel-pause = No aceptes peticiones en este servidor hasta que lo reanudes
command-easel-resume = Vuelve a aceptar peticiones en este servidor
command-easel-limits = Elige cuánto pueden hacer los miembros
command-easel-limits-set = Pon un límite a cada miembro, a un miembro, a un rol o a todos juntos
command-easel-limits-list = Mira todos los límites de este servidor
command-easel-limits-clear = Retira lo puesto a cada miembro, a un miembro, a un rol o a todos juntos
command-easel-edits = Ajusta cómo se editan las imágenes en este servidor y mira qué vale
command-easel-explain = Mira qué puede hacer un miembro en un canal, qué lo impide y por qué
command-easel-log = Ajusta dónde cuento lo que hago y lo que los miembros denuncian, y mira qué vale
command-easel-history = Mira quién cambió qué en los ajustes de este servidor, y cuándo
command-easel-rules = Pon lo que vale en un canal, en una categoría o en todo el servidor
command-easel-rules-clear = Retira reglas de un lugar y mira qué vale allí entonces
command-easel-rules-list = Mira todas las reglas puestas en este servidor
command-easel-rules-set = Pon reglas a un canal, a una categoría o a todo el servidor, y mira qué vale
command-easel-unblock = Deja que un miembro bloqueado vuelva a hacer imágenes en este servidor
command-easel-usage = Mira qué se hizo en este servidor con el tiempo, quién y con qué modelo
command-easel-words = Elige palabras que las peticiones no pueden contener en este servidor
command-easel-words-add = Rechaza las peticiones que contengan una palabra, una frase o un emoji
command-easel-words-list = Mira qué palabras no pueden contener las peticiones
command-easel-words-remove = Quita una palabra de la lista, para que las peticiones puedan volver a contenerla
command-easel-words-test = Mira si una petición con estas palabras se rechazaría, y por cuáles
command-edit = Cambia una imagen con palabras: una tuya, o la más reciente de aquí
command-flux = Haz una imagen con FLUX.2 pro, con palabras y hasta cuatro imágenes de referencia
command-gemini = Haz una imagen con Gemini, hasta 4K
command-gpt-image = Haz o cambia imágenes con GPT Image
command-gpt-image-edit = Cambia una imagen con GPT Image, entera o solo donde diga una máscara
command-gpt-image-generate = Haz de una a cuatro imágenes con GPT Image
command-jobs = Mira tus imágenes más recientes y cómo van; cancela una que esté esperando
command-models = Mira qué modelos están disponibles
command-mydata = Decide sobre tus propias imágenes; mira o borra lo que guardo sobre ti
command-mydata-consent = Deja que otros editen tus imágenes y las usen como referencia, o prohíbelo
command-mydata-delete = Borra lo que guardo sobre ti, en todos los servidores; antes pregunto otra vez
command-mydata-export = Recibe todo lo que guardo sobre ti, en todos los servidores, como archivo
command-quota = Mira cuántas imágenes te quedan y cuándo habrá más
command-qwen = Haz o cambia imágenes con Qwen
command-qwen-edit = Cambia una imagen con Qwen
command-qwen-generate = Haz una imagen con Qwen
command-sd = Haz una imagen con un checkpoint de Stable Diffusion

## Names of commands, and what their options mean: in English these are declared with the commands

name-edit = editar
name-jobs = pedidos
name-models = modelos
name-mydata = misdatos
name-mydata-consent = permiso
name-mydata-delete = borrar
name-mydata-export = exportar
name-quota = cupo
choice-default = por defecto
option-and-default = { $words } (por defecto { $default })
option-prompt = Qué debe mostrar la imagen
option-width = Ancho en píxeles, un múltiplo de 32
option-height = Alto en píxeles, un múltiplo de 32
option-seed = La misma semilla y el mismo prompt dan la misma imagen
option-safety_tolerance = Cuánto se deja pasar: 0 es lo más estricto, 6 lo menos
option-output_format = Formato de archivo
option-input_image = Una imagen de referencia, o para cambiarla
option-input_image_2 = Una segunda imagen de referencia
option-input_image_3 = Una tercera imagen de referencia
option-input_image_4 = Una cuarta imagen de referencia
option-private = Mostrarte la imagen solo a ti
option-spoiler = Ocultar la imagen hasta que se haga clic en ella
option-aspect_ratio = Proporción entre ancho y alto
option-image_size = Cuán grande: cerca de 1, 2 o 4 mil píxeles por lado
option-size = Ancho x alto en píxeles
option-quality = Cuánto trabajo se le dedica
option-n = Cuántas imágenes; cada una cuenta
option-image = La imagen que se va a cambiar
option-mask = Una máscara de la misma forma: lo blanco, o un hueco, es lo que se cambia
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
option-with = Qué modelo la cambia
option-allow = Si los demás pueden; déjalo vacío para ver qué tienes puesto
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
option-easel-unblock-member = Quién puede volver a hacer imágenes
option-easel-words-add-word = Una palabra, una frase o un emoji; nunca se busca dentro de otras palabras
option-easel-words-remove-word = La palabra que sale de la lista
option-easel-words-test-text = Lo que un miembro podría pedir
option-easel-usage-period = Hasta cuándo mirar atrás: un día, una semana, un mes o un año
option-easel-log-channel = Dónde cuento imágenes, rechazos, problemas y cambios en cómo trabajo aquí
option-easel-log-reports = Dónde cuento qué imágenes denuncian los miembros
option-easel-log-off = Qué apagar
choice-hour = hora
choice-everyone = todos
choice-nobody = nadie
choice-role = rol
choice-stop = parar
option-easel-rules-set-where = El canal o la categoría; si falta, todo el servidor
option-easel-rules-set-works = Si trabajo allí o no
option-easel-rules-set-allowed = Si este modelo se puede usar allí
option-easel-rules-set-age_restricted = Si solo se puede usar en canales con restricción de edad
option-easel-rules-set-largest_size = Cuántos píxeles por lado como máximo
option-easel-rules-set-count = Cuántas imágenes a la vez como máximo
option-easel-rules-set-replies = Quién puede editar una imagen respondiendo a ella
option-easel-rules-set-reply_role = El rol, donde sea uno
option-easel-rules-clear-where = El canal o la categoría; si falta, lo puesto para todo el servidor
option-easel-rules-clear-rule = Qué regla; si falta, todas las puestas allí
option-easel-budget-dollars = Cuánto puede costar un mes natural, según precios estimados; 0 es sin presupuesto
option-easel-budget-then = Qué pasa cuando se gasta: parar, o el modelo que entonces hace todo el trabajo
option-easel-limits-set-pictures = Cuántas imágenes
option-easel-limits-set-dollars = Cuántos dólares, según precios estimados
option-easel-limits-set-unlimited = Ningún límite
option-easel-limits-set-per = En qué tiempo; si falta, un día
option-easel-limits-set-member = Para este miembro; si falta, y faltan role y together, para cada miembro
option-easel-limits-set-role = Para cada miembro con este rol; de varios roles vale el más generoso
option-easel-limits-set-together = Para todos los miembros del servidor juntos
option-easel-limits-set-more = Además de lo que ya vale para el miembro
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
