# What members read, in English. One sentence says what happened, what to do next, and whether it counted.
# Facts stand in braces. A number that must not be written with separators comes as text.

## The private status of a job

status-waiting = 🕓 Number { $position } in line. { $usage }
status-running = 🎨 Being made, started <t:{ $since }:R>. { $usage }
status-done = ✅ Done: { $link }
status-done-private = ✅ Here you are. Only you can see this: save it if you want to keep it.
status-done-elsewhere = ✅ Done, but I could not post in <#{ $channel }>, so here it is for you alone.
status-failed = ⚠️ { $why } It did not count.
status-cancelled = Cancelled. It did not count.
usage = It counts as { $used } of your { $limit } pictures in 24 hours.

## The message with the pictures

post-line = { $prompt } — { $member }
post-facts-model = { $title }
post-facts-seed = seed { $seed }
post-facts-seconds = { $seconds } s
post-facts-minutes = { $minutes } min { $seconds } s
note-converted = converted to { $format }
note-repacked = saved as { $format } without loss, to fit the upload limit
note-recompressed = saved as { $format } to fit the upload limit
note-shrunk = scaled to { $size } and saved as { $format } to fit the upload limit
note-still = first frame only
note-missing = { $missing ->
    [one] one picture did not arrive and does not count
   *[other] { $missing } pictures did not arrive and do not count
}
post-direct = You asked for this in <#{ $channel }>, where I can no longer post.
post-direct-private = You asked for this privately in <#{ $channel }>; it took too long to show it there.
thread-hidden = Edits of this picture
post-no-thread = -# I could not use a thread here.

## Buttons

button-delete = Delete
button-cancel = Cancel
deleted = Deleted.
refused-delete = Only who asked for it, or a member who may manage messages here, can delete this.
refused-cancel = It is being made already, so it cannot be cancelled any more.
gone = This message is gone already.

## Why a job failed: "It did not count." follows

failed-unreachable = The image service did not answer. Please try again in a few minutes.
failed-provider = The image service failed on this one. Please try again.
failed-invalid = The image service does not accept these settings. Please change them and try again.
failed-invalid-field = The image service does not accept `{ $field }`: “{ $words }” Please change it and try again.
failed-invalid-words = The image service does not accept this: “{ $words }” Please change it and try again.
failed-input = The image service does not take this image. Please try another one, smaller or as PNG.
failed-declined = The image service declined this on content. Please put it another way.
failed-declined-words = The image service declined this on content: “{ $words }” Please put it another way.
failed-text = The model answered in words instead of a picture. Please ask for a picture.
failed-text-words = The model answered in words instead of a picture: “{ $words }” Please put it another way.
failed-not-offered = This model is not on offer right now. Please try another one.
failed-operator = The bot cannot use the image service right now. Its operator has been told; please try later.
failed-busy = The image service is very busy. Please try again in a few minutes.
failed-timeout = The image service took too long. Please try again.
failed-expired = The image service no longer has the result. Please try again.
failed-link = The finished picture could not be fetched. Please try again.
failed-storage = My own storage is not working right now. The operator has been told; please try later.
failed-internal = Something went wrong on my side, and the operator has been told. Please try again.
failed-delivery = Discord would not let me post the picture. Please try again later.
failed-unseen = I may have posted the picture already, but I am no longer allowed to look. Please check the channel.
failed-too-large = The picture cannot be made small enough for this server's upload limit. Please ask for a smaller one.
failed-no-place = I can no longer post in that channel, nor write to you.

## Why a command was not taken: nothing was counted

refused = ⚠️ { $why } Nothing was counted.
refused-limit = You have made { $used } of your { $limit } pictures in 24 hours. There is room again <t:{ $free_at }:R>.
refused-over-limit = You asked for { $wanted } pictures, but your limit is { $limit } in 24 hours. Please ask for fewer.
refused-line-mine = You have { $waiting } pictures on the way already. Please wait for one of them.
refused-line-all = Too many pictures are waiting just now. Please try again in a few minutes.
refused-stopping = I am restarting. Please try again in a minute.
refused-server-only = I make pictures in servers only. Please use this command in a channel.
refused-permissions = I cannot post pictures here. Please ask a moderator to allow me: { $permissions }.
problem-multiple = `{ $option }` must be a multiple of { $step }, such as { $near }.
problem-at-least = `{ $option }` must be at least { $bound }.
problem-at-most = `{ $option }` must be at most { $bound }.
problem-other = `{ $option }`: { $problem }.
problem-size-form = `{ $option }` is written as width x height, such as 1024x768.
problem-size-sides = Each side of `{ $option }` must be { $low } to { $high } pixels, as in 1024x768.
refused-input-size = `{ $option }` is too large: { $megabytes } MB at most. Please attach a smaller image.
refused-input-gone = I could not fetch `{ $option }` from Discord. Please attach it again.
refused-input-host = `{ $option }` is not an upload to Discord. Please attach the image itself.
refused-input-unknown = `{ $option }` is not an image I can read. Please attach a PNG, JPEG, WebP or GIF.
refused-input-unsupported = `{ $option }` has a format I cannot read. Please attach it as JPEG or PNG.
refused-input-heic = `{ $option }` is a HEIC photo, which I cannot read. Please attach it as JPEG or PNG.
refused-input-broken = `{ $option }` is damaged or cut off. Please attach it again.
refused-input-too-many-pixels = `{ $option }` has too many pixels. Please attach a smaller image.
refused-input-too-many-bytes = `{ $option }` is too large. Please attach a smaller image.
refused-button = This button is from another version of me. Please use the command.
refused-input-mask-shape = `{ $option }` is { $width }×{ $height }, which is another shape than the picture's { $wanted_width }×{ $wanted_height }. Please make it the same shape.
refused-input-mask-empty = `{ $option }` marks nothing to change. Please paint the area white, or leave the mask out.
refused-not-offered = { $title } is not on offer right now. Please try another model; `/models` lists them.

## /jobs

jobs-none = You have asked for no pictures in this server yet. Try `/flux`.
jobs-title = **Your newest pictures in this server**
jobs-line = { $icon } <t:{ $at }:R> { $title }: { $prompt } — { $state }
jobs-state-waiting = in line
jobs-state-running = being made
jobs-state-done = { $link }
jobs-state-private = shown to you alone
jobs-state-failed = did not count: { $why }
jobs-state-cancelled = cancelled, did not count
jobs-cancel = Cancel “{ $prompt }”

## What was done to a member's image, said when it was accepted

input-rotated = I turned your image upright.
input-scaled = I scaled your image down.
input-still = I took the first frame of your animation.
input-colours = I converted your image's colours to the usual ones.

## /models

models-title = **Models**
models-offered = ✅ `/{ $command }` { $title }{ $price }
models-missing = 🚫 `/{ $command }` { $title }, not on offer right now{ $price }
models-price = : ${ $price } a picture
models-price-range = : ${ $low } to ${ $high } a picture
models-price-unknown = : price unknown
models-prices = -# Only those who may manage the server see prices.

## /mydata consent, /easel edits

consent-yes = Others may edit your pictures and use them as references, in every server; `allow: False` forbids it.
consent-no = Nobody but you may edit your pictures or use them as references, in any server; `allow: True` lets others.
rules-edits = **Edits in this server**
rules-line = `{ $option }`: { $value }
rules-default = (the bot's default)
rules-yes = yes
rules-no = no
refused-manager = Only members who may manage this server can use this command.

## /mydata export, /mydata delete

export = Everything I keep about you, in every server. Only you can see this: save it if you want to keep it.
export-part = Everything I keep about you, part { $part } of { $parts }.
forget-ask = This deletes what I keep about you, in every server: your prompts and settings, the images you gave, and where your pictures stand. The pictures themselves stay in Discord; their buttons will then know nothing more of them. What counts against your limits stays until it counts no more. It cannot be undone. The button works for { $minutes } minutes.
button-forget = Delete my data
forgotten = Deleted. What counts against your limits stays for a day, and is then nobody's.
forgotten-unfinished = { $unfinished ->
    [one] { $unfinished } picture of yours is still on the way; I left it alone. Use `/mydata delete` again when it is done.
   *[other] { $unfinished } pictures of yours are still on the way; I left them alone. Use `/mydata delete` again when they are done.
}
forgotten-refusal = That others may not edit your pictures still holds, since they still stand in Discord; `/mydata consent` changes it.
refused-forget-late = That was asked too long ago. Please use `/mydata delete` again.
refused-forget-other = This is about another member's data. Please use `/mydata delete` for yours.

## Details

details-prompt = **{ $prompt }**
details-facts = -# { $member } · <t:{ $at }:f> · { $facts }
details-took = took { $minutes ->
    [0] { $seconds } s
   *[other] { $minutes } min { $seconds } s
}
details-estimate = estimated ${ $price }
details-option = `{ $name }` { $value }
details-steps = Made from:
details-steps-more = … and { $more } earlier
details-step = ↳ { $link } { $prompt }
details-step-private = ↳ a picture that was shown to its maker alone
details-step-own = ↳ { $link } a member's own image
details-step-gone = ↳ { $link } an older picture
details-command = To ask for it again, copy this:
details-command-long = -# The command is too long to be copied from here.
details-attach = [attach: { $options }] An image cannot be copied with it: please attach it yourself.

## Edits

button-again = Again
button-edit = Edit…
button-try = Try with…
button-details = Details
button-compare = Before / after
post-edited = edited from { $link }
edit-title = Change this picture
edit-words = What to change
edit-placeholder = make the sky red
edit-picture = Which picture
edit-picture-number = Picture { $number }
edit-provider = Which model
edit-file = A mask, or another picture to go by
edit-file-use = What the file is
edit-file-reference = Another picture to go by
edit-file-mask = A mask: white, or a hole, is what to change
edit-dropped = This model takes fewer files: I left out { $dropped } of yours.
try-which = Which model is to try it with the same prompt?
try-choose = Choose a model
try-dropped = This model has nothing like { $options }, which I left out.
comparison = Before and after.
menu-edit = Edit this picture
menu-reference = Use as reference
menu-describe = Describe how it was made
hint-ping = I cannot read this reply. Please leave the @ at my name on when you reply, or use Apps, “Edit this picture”.
refused-no-picture = There is no picture in that message. Please choose one that has a picture.
refused-unseen-picture = Discord does not show me that message. Please use Apps, “Edit this picture”, on it.
refused-picture-number = There are only { $pictures } pictures in that message. Please choose one of them.
refused-nothing-here = I know of no picture here yet. Please attach one as `image`, or reply to one.
refused-consent = Whoever that picture belongs to does not let others edit it. Please choose another one.
refused-owner-only = In this server only who asked for a picture may edit it. Please make one of your own.
refused-try-none = No other model can make this just now. Please try again later.
refused-purged = I no longer know how this picture was made. Please use the command.
refused-inputs-gone = I no longer have the pictures this was made from. Please use the command and attach them again.
refused-comparison = I cannot fetch one of the two pictures any more.
refused-draft = I no longer know which picture that was about. Please open the window again.
refused-no-words = Please say what to change.
refused-not-mine = I did not make that picture, so I know nothing about it.

## /quota

quota-none = There is no limit here. Make as many pictures as you like.
quota-line = { $bar } You have used { $used } of your { $limit } pictures in 24 hours; { $left } left.
quota-free-at = There is room again <t:{ $at }:R>.
quota-next-at = The oldest one stops counting <t:{ $at }:R>.

## What Discord shows beside each command

command-easel = Decide how I work in this server
command-easel-edits = Set how pictures are edited in this server, and see what holds
command-edit = Change a picture with words: yours, or the newest one here
command-flux = Make a picture with FLUX.2 pro, from words and up to four reference pictures
command-gemini = Make a picture with Gemini, up to 4K
command-gpt-image = Make or change pictures with GPT Image
command-gpt-image-edit = Change a picture with GPT Image, all of it or only where a mask says
command-gpt-image-generate = Make one to four pictures with GPT Image
command-jobs = See your newest pictures and how they are doing; cancel one that waits
command-models = See which models are on offer
command-mydata = Decide about your own pictures, and see or delete what I keep about you
command-mydata-consent = Let others edit your pictures and use them as references, or forbid it
command-mydata-delete = Delete what I keep about you, in every server; I ask once more before I do
command-mydata-export = Get everything I keep about you, in every server, as a file
command-quota = See how many pictures you have left, and when there are more
command-qwen = Make or change pictures with Qwen
command-qwen-edit = Change a picture with Qwen
command-qwen-generate = Make a picture with Qwen
command-sd = Make a picture with a Stable Diffusion checkpoint
