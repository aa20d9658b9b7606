# What members read, in English. One sentence says what happened, what to do next, and whether it counted.
# Facts stand in braces. A number that must not be written with separators comes as text.

## The private status of a job

status-waiting = 🕓 Number { $position } in line. { $usage }
status-waiting-ready = 🕓 Number { $position } in line, so expect your picture <t:{ $ready }:R>. { $usage }
status-running = 🎨 Making your picture… (started <t:{ $since }:R>) { $usage }
status-running-usual = 🎨 Making your picture… This usually takes { $usual }, so expect it <t:{ $ready }:R>. { $usage }
status-running-busy = 🎨 Making your picture… This usually takes { $usual }, but the model is busy now: about { $now }, so expect it <t:{ $ready }:R>. { $usage }
status-slow = ⏳ This is taking longer than usual (started <t:{ $since }:R>). I'm still waiting for it.
status-slow-usual = ⏳ This is taking longer than usual (started <t:{ $since }:R>, usually { $usual }). I'm still waiting for it.
give-up-free = You can give it up; that doesn't use up any of your limit.
give-up-price = You can give it up. It then doesn't count as a picture, but the model may still finish and be paid: its price, ${ $price }, counts towards limits and budgets in dollars.
status-troubled-relay = ⏳ The image service isn't answering right now. I'll keep asking until <t:{ $until }:t>, and it doesn't cost you anything extra.
status-troubled-discord = ✅ Your picture is ready, but Discord isn't taking it right now. I'll keep trying until <t:{ $until }:t>.
status-done = ✅ Done: { $link }
status-done-private = ✅ Here you are. Only you can see this: save it if you want to keep it, or share it with everyone here.
status-done-elsewhere = ✅ Done, but I couldn't post in <#{ $channel }>, so here it is for you alone.
status-failed = ⚠️ { $why } It doesn't count towards your limit.
status-cancelled = Cancelled. It doesn't count towards your limit.
status-given-up = Given up. It doesn't count as a picture. The model may still finish and be paid, so its price, ${ $price }, counts towards limits and budgets in dollars.
status-given-up-free = Given up. It doesn't count towards your limit.
usage = { $whose ->
    [server] That makes { $metric ->
        [dollars] ${ $used } of this server's ${ $limit }
       *[pictures] { $used } of this server's { amount }
    } for { span }.
   *[member] That makes { $metric ->
        [dollars] ${ $used } of your ${ $limit }
       *[pictures] { $used } of your { amount }
    } for { span }.
}
duration-seconds = { $seconds } s
duration-minutes = { $minutes } min

## Amounts and windows, inside other texts

amount = { $metric ->
    [dollars] ${ $limit }
   *[pictures] { $limit ->
        [one] { $limit } picture
       *[other] { $limit } pictures
    }
}
used-of = { $metric ->
    [dollars] ${ $used } of ${ $limit }
   *[pictures] { $used } of { amount }
}
span = { $per ->
    [hour] an hour
    [week] 7 days
    [month] 30 days
   *[day] 24 hours
}
last-span = { $per ->
    [hour] the last hour
    [week] the last 7 days
    [month] the last 30 days
   *[day] the last 24 hours
}

## The message with the pictures

post-line = { $prompt } — { $member }
post-facts-model = { $title }
post-facts-style = style { $style }
post-facts-area = changed: { $area }
post-facts-seed = seed { $seed }
post-facts-seconds = { $seconds } s
post-facts-minutes = { $minutes } min { $seconds } s
post-label = **{ $number }** · { $name }
note-converted = converted to { $format }
note-repacked = saved as { $format } without loss, to fit the upload limit
note-recompressed = saved as { $format } to fit the upload limit
note-shrunk = scaled to { $size } and saved as { $format } to fit the upload limit
note-still = first frame only
note-incomplete = its end didn't arrive
note-missing = { $missing ->
    [one] one picture didn't arrive and doesn't count towards your limit
   *[other] { $missing } pictures didn't arrive and don't count towards your limit
}
post-part-failed = -# ⚠️ { $title }: { $why }
post-parts-failed = -# ⚠️ { $why }
post-direct = You asked for this in <#{ $channel }>, where I can't post any more.
post-direct-private = You asked for this privately in <#{ $channel }>; it took too long to show it there.
thread-hidden = Edits of this picture
post-numbered = -# Pictures 1 to { $pictures }, row by row. “#2 …” in a reply changes the second.
post-go-on = -# Reply to any picture here to change it further.
post-no-thread = -# I couldn't use a thread here.
post-again = -# Posted again by { $member }, whose picture it is
poll-which = Which is best?
post-showcased = -# ⭐ { $stars } members starred the [original]({ $link }) by { $member }
post-entry = -# 🏆 Entry { $number } in the contest “{ $theme }”: vote with ⭐

## Before a dear request

confirm-area = Only the pink part of this picture may change ({ $area }); the rest stays exactly as it is.
confirm-price = This will cost about ${ $price }.
confirm-leaves = After it { $whose ->
    [server] this server has
   *[member] you have
} { $metric ->
    [dollars] ${ $left } of { $whose ->
        [server] its
       *[member] your
    } ${ $limit } left for { span }.
   *[pictures] { $left } of { $whose ->
        [server] its
       *[member] your
    } { amount } left for { span }.
}
confirm-declined = Okay, not made.
confirm-answered = You've already answered that question.
button-confirm = Make it
button-decline = No, thanks
refused-confirm-late = That question has expired. Please ask again.
refused-confirm-withdrawn = You deleted that reply, so I won't make it.
refused-confirm-other = Only the member who asked for this can decide.
button-meant = Edit this picture
button-chat = Just talking

## What a refusal or a failure hands back

button-retry = Try again
button-change = Change…
button-other = Other model…
button-asmask = Use it as the mask
words-back = Your words:
words-back-file = Your words are in the attached file.
refused-retry-late = I no longer have that request. Please use the command again.
refused-retry-twice = You've already pressed that here, so I won't make it twice.

## Buttons

correction-make = Make it { $what }
button-delete = Delete
button-cancel = Cancel
button-giveup = Give up
button-default = Make this my default
button-nodefault = Forget my default
button-erase = Delete
button-keep = Keep
delete-ask = { $pictures ->
    [one] Delete this picture? I can't bring it back.
   *[other] Delete these { $pictures } pictures? I can't bring them back.
}
delete-kept = Okay, it stays.
deleted = Deleted.
refused-delete = Only the member who asked for it, or someone who can manage messages here, can delete this.
refused-cancel = It's already being made, so it can't be cancelled now.
refused-give-up = This can't be given up any more: it has ended, or is being posted right now. `/jobs` shows it.
refused-give-up-early = This isn't taking unusually long yet. Please give it a little more time.
refused-cancelled = That one is already cancelled.
refused-cancel-done = That one is done already, so there's nothing left to cancel. You can delete the picture with the button under it.
refused-cancel-failed = That one has failed already. It doesn't count towards your limit.
refused-delete-archived = This thread is closed, and I may not open it again. Please open it by writing something in it, or ask a moderator to unlock it; then press *Delete* again.
refused-delete-discord = Discord doesn't let me delete this here. Please ask a moderator to let me view this channel, or to delete it.
gone = This message is already gone.

## Why a job failed: "It doesn't count towards your limit." follows

failed-unreachable = The image service didn't answer. Please try again in a few minutes.
failed-provider = The image service couldn't make this one. Please try again.
failed-invalid = The image service doesn't accept these settings. Please change them and try again.
failed-invalid-field = The image service doesn't accept `{ $field }`: “{ $words }” Please change it and try again.
failed-invalid-words = The image service doesn't accept this: “{ $words }” Please change it and try again.
failed-input = The image service can't use this image. Please try another one, smaller or as PNG.
failed-declined = The image service won't make this because of its content rules. Please try other words.
failed-declined-words = The image service won't make this because of its content rules: “{ $words }” Please try other words.
failed-text = The model answered with words instead of a picture. Please describe a picture.
failed-text-words = The model answered with words instead of a picture: “{ $words }” Please try other words.
failed-not-offered = This model isn't available right now. Please try another one.
failed-operator = I can't use the image service right now. The people who run this bot have to fix it; please try again later.
failed-operator-told = I can't use the image service right now. The people who run this bot have been told; please try again later.
failed-busy = The image service is very busy. Please try again in a few minutes.
failed-timeout = The image service took too long. Please try again.
failed-expired = The image service no longer has the result. Please try again.
failed-link = The finished picture couldn't be fetched. Please try again.
failed-storage = My own storage isn't working right now. The people who run this bot have to fix it; please try again later.
failed-poison = The picture that came back can't be read safely, so I can't post it.
failed-moved = The image service that was making this has moved, and I can't ask it any more.
failed-given-up = You gave this up. Its price, ${ $price }, counts towards limits in dollars.
failed-stopped = The people who run this bot stopped this. Its price, ${ $price }, counts towards limits in dollars.
failed-stopped-free = The people who run this bot stopped this.
failed-unqueued = The people who run this bot took this out of the line.
failed-given-up-free = You gave this up.
failed-internal = Something went wrong on my side. Please try again; if it happens again, tell the people who run this bot.
failed-delivery = Discord didn't let me post the picture. Please try again later.
failed-unseen = I may have posted the picture already, but I can't look there any more. Please check the channel.
failed-unfound = I may have posted the picture already, but there are too many newer messages for me to find it. Please check the channel.
failed-too-large = The picture can't be made small enough for this server's upload limit. Please ask for a smaller one.
failed-no-place = I can't post in that channel any more, and I can't message you either.

## Why a command was not taken: nothing was counted

refused = ⚠️ { $why } This didn't use up any of your limit.
refused-uncounted = ⚠️ { $why }
refused-limit = { $metric ->
    [dollars] { $whose ->
        [server] This server has used ${ $used } in { last-span }; its limit is ${ $limit }.
        [everywhere] You've used ${ $used } in { last-span } on all servers together; your limit is ${ $limit }.
       *[member] You've used ${ $used } in { last-span }; your limit is ${ $limit }.
    }
   *[pictures] { $whose ->
        [server] This server has made { $used ->
            [one] { $used } picture
           *[other] { $used } pictures
        } in { last-span }; its limit is { $limit }.
        [everywhere] You've made { $used ->
            [one] { $used } picture
           *[other] { $used } pictures
        } in { last-span } on all servers together; your limit is { $limit }.
       *[member] You've made { $used ->
            [one] { $used } picture
           *[other] { $used } pictures
        } in { last-span }; your limit is { $limit }.
    }
} You can make the next one <t:{ $free_at }:R>.
refused-over-limit = { $metric ->
    [dollars] This would cost ${ $wanted }, but the limit is { amount } in { span }. Please ask for something cheaper.
   *[pictures] You asked for { $wanted ->
        [one] one picture
       *[other] { $wanted } pictures
    }, but the limit is { amount } in { span }. { $limit ->
        [0] Please ask a moderator for more.
       *[other] Please ask for fewer.
    }
}
refused-budget = This server's budget for the month doesn't cover this any more. It resets <t:{ $renewed }:R>.
refused-operator-budget = I've reached my spending limit for all servers together. Please try again later.
refused-lost = Several of your pictures couldn't be delivered today. Please make sure that I can post here, and try again tomorrow.
refused-server = I don't work in this server. Please ask the people who run this bot.
refused-line-mine = You already have { $waiting } pictures on the way. Please wait for one of them.
refused-line-all = The queue is full right now. Please try again in a few minutes.
refused-paused-everywhere = I'm taking a break and make no new pictures for now. Please try again later.
refused-paused-everywhere-why = I'm taking a break and make no new pictures for now: “{ $reason }” Please try again later.
refused-stopping = I'm restarting. Please try again in a minute.
refused-restarted = I was restarted before I could take this. Please ask again.
refused-server-only = I only make pictures in servers. Please use this command in a channel.
refused-no-shared-server = I make pictures in direct messages only for members of a server that I'm in, too. Please join one first.
refused-shared-unsure = I couldn't find out which server we share. Please try again in a moment; it helps if you've made a picture with me in one of your servers.
refused-not-here = What you chose isn't in this server, or I can't see it. Please choose something else.
refused-permissions = I can't post pictures here. Please ask a moderator to allow me: { $permissions }.
refused-member-permissions = You can't make pictures here, because you don't have these permissions: { $permissions }. Please use another channel, or ask a moderator.
refused-timed-out = You're in time-out in this server. You can make pictures again when it's over.
refused-locked-thread = This thread is locked, so only moderators can make pictures in it. Please use another channel.
refused-failed-often = { $failed } of your requests have failed in the last hour. Please wait a while before the next one.
refused-declined-often = { $declined } of your requests in a row were against the content rules. You can try something else at <t:{ $until }:t>.
refused-questions = { $questions } questions about a price are still waiting for your answer. Please answer one of them first.
refused-question-gone = I couldn't fetch `{ $option }` from Discord any more. Please attach it again. Your words were: { $prompt }
refused-stored-mine = Your pictures on the way need all the space I have for you. Please wait until one of them is done.
refused-stored-all = I have no space for more images right now. Please try again later, or ask without an image.
problem-multiple = `{ $option }` must be a multiple of { $step }, such as { $near }.
problem-at-least = `{ $option }` must be at least { $bound }.
problem-at-most = `{ $option }` must be at most { $bound }.
problem-other = `{ $option }`: { $problem }.
problem-ratio = This model has no such `{ $option }`. The nearest is { $near }.
problem-ratio-form = `{ $option }` is written as width:height, such as 16:9.
problem-size-form = `{ $option }` is written as width x height, such as 1024x768.
problem-size-sides = Each side of `{ $option }` must be { $low } to { $high } pixels, as in 1024x768.
refused-input-size = `{ $option }` is too large: { $megabytes } MB at most. Please attach a smaller image.
refused-input-gone = I couldn't fetch `{ $option }` from Discord. Please attach it again.
refused-input-host = `{ $option }` isn't an upload to Discord. Please attach the image itself.
refused-input-unknown = I can't read `{ $option }` as an image. Please attach a PNG, JPEG, WebP, GIF or HEIC.
refused-input-unsupported = I can't read the format of `{ $option }`. Please attach it as JPEG or PNG.
refused-input-broken = `{ $option }` is damaged or cut off. Please attach it again.
refused-input-too-complex = `{ $option }` is built in a way that takes too long to read. Please save it again as PNG or JPEG, and attach that.
refused-input-too-many-pixels = `{ $option }` has too many pixels. Please attach a smaller image.
refused-input-too-many-bytes = `{ $option }` is too large. Please attach a smaller image.
refused-button = This button no longer works. Please use the command.
refused-input-mask-shape = `{ $option }` is { $width }×{ $height }, but the picture is { $wanted_width }×{ $wanted_height }. They must have the same shape.
refused-input-mask-empty = `{ $option }` doesn't mark anything to change. Please paint the area white, or leave the mask out.
refused-not-a-mask = Your file doesn't look like a mask: that would be black and white, or have see-through parts, in the picture's shape. This model takes no reference pictures, but others do.
refused-empty-prompt = There's nothing visible in your prompt. Please say what the picture should show.
refused-alternatives = Your braces stand for { $count } prompts. I make { $most } at most at once: use fewer choices.
refused-alternatives-many = Your braces stand for far more prompts than I make at once, which is { $most } at most: use fewer choices.
refused-batch = That is more than I make at once: { $most } at most, and ten pictures in all. Ask for fewer.
refused-no-style = There's no such style here. There are: { $others }.
refused-no-styles = This server has no styles yet. Members who can manage it add them with `/easel styles add`.
refused-styles-direct = Styles belong to servers, so there are none in direct messages. Please leave `style` out.
refused-style-length = With the words of the style { $style }, your prompt is too long. Please use { $most } characters at most.
refused-not-offered = { $title } isn't available right now. Please try another model; `/models` lists them.
refused-edit-not-offered = { $title } can't edit pictures right now. Please choose another model.
refused-one-image = { $title } takes one picture at a time right now. Please attach only one.
refused-not-offered-others = { $title } isn't available right now. Please try { $others }.

## /jobs

jobs-none = You haven't asked for any pictures in this server yet. Try `/imagine`.
jobs-none-direct = You haven't asked for any pictures in our direct messages yet. Try `/imagine`.
jobs-none-found = Nothing fits. Try fewer words, or press *Show all*.
jobs-title = **Your newest pictures in this server**
jobs-title-page = **Your newest pictures in this server** · page { $page }
jobs-title-direct = **Your newest pictures in our direct messages**
jobs-title-page-direct = **Your newest pictures in our direct messages** · page { $page }
jobs-search = -# 🔍 { $what }
jobs-line = { $icon } <t:{ $at }:R> { $title }: { $prompt } — { $state }
jobs-state-waiting = in the queue
jobs-state-running = being made
jobs-state-done = { $pictures ->
    [one] [Go to]({ $link })
   *[other] [Go to { $pictures } pictures]({ $link })
}
jobs-state-private = shown only to you
jobs-state-failed = failed, not counted: { $why }
jobs-state-cancelled = cancelled, not counted
jobs-state-given-up = given up: { $why }
jobs-cancel = Cancel…
jobs-giveup = Give up…
jobs-refresh = Refresh
jobs-all = Show all
jobs-cancelled = ✅ Cancelled: { $count }
jobs-gave-up = ✅ Given up: { $count }
jobs-refused = ⚠️ “{ $prompt }”: { $why }
jobs-more = … and { $more } more

## What was done to a member's image, said when it was accepted

input-rotated = I turned your image upright.
left-out = { $title } doesn't take { $options } at the moment, so I left that out.
input-scaled = Your image was larger than I can use, so I scaled it down.
input-still = I took the first frame of your animation.
input-colours = I converted your image's colours to the usual ones.
input-taken-as-mask = I used your file as the mask. If it's a reference picture, choose that in the window, and another model.

## /models

models-title = **Models**
models-offered = ✅ `/{ $command }` { $title }{ $price }
models-missing = 🚫 `/{ $command }` { $title }, not available right now{ $price }
models-closed = 🚫 `/{ $command }` { $title }, not for you in this channel right now{ $price }
models-off = 🚫 `/{ $command }` { $title }, switched off in this channel{ $price }
models-age = 🚫 `/{ $command }` { $title }, in age-restricted channels only{ $price }
models-role = 🚫 `/{ $command }` { $title }, not for your roles{ $price }
models-price-bar = 🚫 `/{ $command }` { $title }, costs more than your limit leaves you now{ $price }
models-failing = ⚠️ `/{ $command }` { $title }, its last pictures failed{ $price }
models-price = : ${ $price } a picture
models-price-range = : ${ $low } to ${ $high } a picture
models-price-unknown = : price unknown
models-prices = -# Only members who can manage the server see prices.
status-title = **How the models are doing**
status-model = { $mark } `/{ $command }` { $title }: { $pace }; last hour: { $hour }
status-pace-unknown = usual time not known yet
status-pace-usual = usually { $usual }
status-pace-busy = usually { $usual }, busy now: about { $now }
status-hour = { $done } of { $total } worked
status-hour-none = nothing asked
status-missing = not available right now

## /mydata consent, /easel edits

consent-yes = Others can edit your pictures and use them as references, in every server. `allow: False` stops that.
mentions-yes = I mention you in the message with your picture when it took over a minute. Switch it off with `/mydata mentions`.
mentions-no = I don't mention you when a picture took long.
showcases-yes = Pictures of yours that members star may be shown in the showcases of your servers. `allow: False` stops that.
showcases-no = Your pictures aren't shown in showcases, in any server. I take out those that were.
default-kept = This is your default now, for `/imagine` and for what you leave out of this model's command: { $title }, { $options }
default-is = Your default: { $title }, { $options }
    I use it for `/imagine`, and for what you leave out of this model's command.
default-none = You have no default. Press *Details* under a picture you like, then *Make this my default*.
default-cleared = Okay, you have no default any more.
default-no-options = no options
consent-no = Only you can edit your pictures or use them as references, in every server. `allow: True` lets others.
rules-edits = **Edits in this server**
rules-line = `{ $option }`: { $value }
rules-default = (the default)
rules-yes = yes
rules-no = no
refused-manager = Only members who can manage this server can use this command.

## /mydata export, /mydata delete

export = Everything I keep about you, in every server. Only you can see this: save it if you want to keep it.
export-part = Everything I keep about you, part { $part } of { $parts }.
forget-ask = This deletes what I keep about you, in every server: your prompts and settings, the images you gave me, and where your pictures are. The pictures themselves stay in Discord, but their buttons stop working. What counts towards your limits stays for up to 30 days. You can't undo this. The button works for { $minutes } minutes.
button-forget = Delete my data
forgotten = Deleted. What counts towards your limits stays for up to 30 days, and is then anonymous.
forgotten-unfinished = { $unfinished ->
    [one] { $unfinished } picture of yours is still on the way; I left it alone. Use `/mydata delete` again when it is done.
   *[other] { $unfinished } pictures of yours are still on the way; I left them alone. Use `/mydata delete` again when they are done.
}
forgotten-refusal = Others still can't edit your pictures, since those are still in Discord; `/mydata consent` changes that.
refused-forget-late = That question has expired. Please use `/mydata delete` again.
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
details-copy = -# Its mark says this is a copy of { $link }. A mark can be forged.
details-steps = Made from:
details-steps-more = … and { $more } earlier
details-step = ↳ { $link } { $prompt }
details-step-private = ↳ a picture that only its maker could see
details-step-unseen = ↳ a picture in a channel that you can't see
details-step-own = ↳ { $link } a member's own image
details-step-upload = ↳ an image that was attached to the command
details-step-gone = ↳ { $link } an older picture
details-step-hidden = ↳ { $link } a picture that was reported to the moderators
details-command = Copy this to use it again:
details-command-long = -# The command is too long for here, so it's in the attached file.
details-attach = [attach: { $options }] An image can't be copied this way: please attach it yourself.

## Edits

button-again = Again
button-remix = Remix…
button-edit = Edit…
button-extend = Zoom / pan…
button-try = Try with…
button-details = Details
button-compare = Before / after
button-show = Show everyone
button-share = Share
button-repost = Share
button-send = Send to me
button-goto = Go to
post-edited = edited from { $link }
edit-title = Change this picture
edit-words = What to change
edit-placeholder = make the sky red
edit-picture = Which picture
edit-picture-number = Picture { $number }
edit-provider = Which model
edit-file = Mask or reference picture (optional)
edit-file-use = What may change, and what the file is for
edit-file-auto = All of it; look at the file and decide for me
edit-file-reference = All of it; the file is a reference picture
edit-file-mask = What a mask marks: its white or see-through parts
edit-dropped = This model takes fewer files, so I left out { $dropped } of yours.
edit-took-reference = I used your file as a reference picture: { $title } takes no masks.
edit-area = Only this part: { $area }
edit-area-model = Only { $title } can change just a part of a picture, so it makes this edit.
edit-area-shape = With an `area` the picture keeps its shape, so I left out `shape`.
extend-title = Zoom out or pan
extend-move = What to show more of
extend-words = What the whole picture shows (optional)
extend-placeholder = Left out: the words that the picture was made with
extend-usual-words = more of the same scene
extend-zoom = Zoom out { $step }×
extend-pan-left = Pan left
extend-pan-right = Pan right
extend-pan-up = Pan up
extend-pan-down = Pan down
remix-title = Remix this picture
remix-words = Prompt
remix-words-rest = The last { $rest } characters have no room here; they stay at the end as they are.
remix-shape = Shape
remix-shape-kept = As it was ({ $size })
remix-style = Style
style-none = No style
style-kept = As it was ({ $style })
remix-seed = Seed
remix-seed-new = A new one
remix-seed-kept = Keep { $seed }
edit-instead = { $wanted } isn't available here right now, so { $title } makes this edit.
edit-not-here = { $title } isn't available here right now.
imagine-instead = { $wanted } isn't available here right now, so { $title } makes this.
try-which = Which model should try this prompt?
try-choose = Choose a model
try-all = All of them, side by side
style-choose = Or choose another style
try-dropped = This model has no { $options }, so I left that out.
shape-overruled = I used { $options } and left out `shape` { $shape }.
prompt-values = Read from your prompt: { $values }.
prompt-values-left = { $title } doesn't have { $flags }, so I left that in your prompt.
prompt-values-unusable = I can't use { $flags }, so I left that in your prompt.
comparison = Before (left) and after (right).
comparison-before = Before
comparison-after = After
comparison-public = -# Of { $link }, shown by { $member }
comparison-shown = ✅ Everyone here can see it now: { $link }
comparison-there = Everyone here can see it already: { $link }
menu-edit = Edit this picture
menu-reference = Use as reference
menu-describe = Describe how it was made
hint-ping = I only see replies that ping me. Reply again with the @ switched on, or use Apps → “Edit this picture”.
hint-direct = I don't chat, but I make pictures: `/imagine` makes one from your words, and `/edit` changes one.
hint-direct-replies = You can also reply to a picture and say what to change.
unclear-question = { $member } Shall I change the picture like that, or are you just talking? I'll remember your answer.
unclear-edits = 🎨 I'm on it. Until <t:{ $until }:D> I'll take replies like that as edits. A ❌ on your reply stops one while it waits, and then I'll ask again.
unclear-talk = All right, I'll leave replies like that alone until <t:{ $until }:D>. To change a picture, say what to do, as in “make the sky green”, or mention me.
refused-no-picture = There's no picture in that message. Please choose one that has a picture.
refused-unseen-picture = Discord doesn't show me that message. Please use Apps → “Edit this picture” on it.
refused-picture-number = There are only { $pictures } pictures in that message. Please choose one of them.
refused-nothing-here = I don't know of any picture here yet. Please attach one as `image`, or reply to one.
refused-no-history = You can't read the earlier messages here, so I can't use the newest picture for you. Please attach one as `image`.
refused-consent = The owner of that picture doesn't let others edit it. Please choose another one.
refused-owner-only = In this server only the member who asked for a picture can edit it. Please make one of your own.
refused-try-none = No other model can make this right now. Please try again later.
refused-no-editor = No model can edit pictures here right now. `/models` shows why.
refused-extend-here = Zooming out and panning need { $title }, which isn't available here right now. `/models` shows why.
refused-area-not-offered = { $title } takes no masks right now, so I can't change just a part of a picture, zoom out or pan. Please try again later.
refused-no-model = There is no such model. You can choose { $others }.
refused-compare-one = There is only one model to choose from here, so there is nothing to compare.
refused-purged = I no longer know how this picture was made. Please use the command.
refused-inputs-gone = I no longer have the pictures this was made from. Please use the command and attach them again.
refused-comparison = I can't fetch one of the two pictures any more.
refused-comparison-post = Discord didn't take the comparison. Please press *Show everyone* again: I'll look first, so it won't be there twice.
refused-comparison-unsure = I may have shown this already, but I can't find out. Please look in the channel.
refused-compared = That message shows two pictures side by side. Please use the edited picture itself.
refused-comparison-private = The original is private, so only the member it belongs to can compare it.
shared = ✅ Everyone here can see it now: { $link }
shared-before = You've already shared this: { $link }
refused-share-deleted = You've already shared this, and the message was deleted.
refused-share-direct = Only the two of us read direct messages, so there's nobody to share this with here.
refused-share-gone = Discord no longer has this picture. Please make it again.
refused-share-removed = A moderator of this server removed this picture, so it can't be shared here.
refused-share-closed = Discord doesn't let me post here. Please ask a moderator, then press *Share* again.
refused-share-unsure = I don't know yet whether Discord posted this. Please press *Share* again: I'll look first, so it won't be there twice.
refused-share-busy = I'm already sharing this. Please wait a moment.
show-private = Here is your picture. Only you can see this.
refused-own-picture = I don't know a finished picture of yours like that in this server. Please choose one that `/show` suggests.
refused-own-picture-direct = I don't know a finished picture of yours like that in our direct messages. Please choose one that `/show` suggests.
refused-own-age = That picture is from an age-restricted channel, or from one I no longer see. You can bring it back in an age-restricted channel.
refused-own-deleted = The message with that picture was deleted, so I no longer have it. *Again* makes another one.
refused-own-unseen = I can't see the channel with that picture any more. Please ask a moderator.
refused-own-private = That picture was shown only to you, and I don't keep pictures: the image service has them for an hour. *Again* makes another one.
refused-share-elsewhere = That picture was shown only to you, in <#{ $channel }>. You can share it there.
sent-originals = { $pictures ->
    [one] ✅ Sent to your direct messages: the original file.
   *[other] ✅ Sent to your direct messages: the { $pictures } original files.
 }
sent-posted = { $pictures ->
    [one] ✅ Sent to your direct messages: the file as it was posted. Originals are kept for an hour only; if it was made smaller to fit, it is here, too.
   *[other] ✅ Sent to your direct messages: the { $pictures } files as they were posted. Originals are kept for an hour only; if one was made smaller to fit, it is here, too.
 }
sent-smaller = ✅ Sent to your direct messages. I had to make a file smaller, since Discord takes nothing larger there.
sent-from = -# You asked for this file: { $link }
refused-send-closed = You don't take direct messages from me, so I couldn't send it. Allow them in this server's privacy settings, then press *Send to me* again.
refused-send-unsure = I don't know whether Discord delivered it. Please look at your direct messages, then press *Send to me* again if it isn't there.
refused-send-busy = I'm already sending this. Please wait a moment.
refused-busy = I'm still at work on the last thing like this for you. Please wait a moment.
refused-comparison-busy = I'm still comparing two pictures for you. Please wait a moment.
refused-draft = I no longer know which picture that was about. Please open the window again.
refused-no-words = Please say what to change.
refused-text-file = I can't read your `message.txt` as text. Please send it as plain text in UTF-8.
refused-text-gone = I can't get your `message.txt` from Discord. Please send it again.
refused-text-long = That text is too long: I take up to { $most } characters. Please shorten it.
refused-not-mine = I didn't make that picture, so I don't know anything about it.
refused-copy = That picture has my mark, but I don't know of a picture like it that you can see here.

## /quota

quota-none = There is no limit here. Make as many pictures as you like.
quota-line = { $bar } { $whose ->
    [server] This server has used { used-of } in { last-span };
    [everywhere] You've used { used-of } in { last-span }, on all servers together;
   *[member] You've used { used-of } in { last-span };
} { $metric ->
    [dollars] ${ $left } left.
   *[pictures] { $left } left.
}
quota-operator = -# { $whose ->
    [server] The people who run this bot have set this limit.
   *[everywhere] The people who run this bot have set this limit, for all servers together.
}
quota-free-at = You can make the next one <t:{ $at }:R>.
quota-next-at = { $metric ->
    [dollars] You get some back <t:{ $at }:R>.
   *[pictures] You get one back <t:{ $at }:R>.
}
quota-jobs = **Your last pictures, and what each one used**
quota-job = <t:{ $at }:R> { $title }: { $prompt } — { $pictures ->
    [0] nothing
    [one] { $pictures } picture
   *[other] { $pictures } pictures
}
quota-extra = -# { $metric ->
    [dollars] ${ $extra }
   *[pictures] { $extra }
} of that is extra, for you.
quota-extra-until = -# { $metric ->
    [dollars] ${ $extra }
   *[pictures] { $extra }
} of that is extra, for you, until <t:{ $until }:f>.

## /easel limits

limits-title = **Limits in this server**
limits-none = There are none: members can make as many pictures as they like. `/easel limits set` sets one.
limits-server = All members together: { $what }
limits-everyone = Each member: { $what }
limits-target = { $target }: { $what }
limits-what = { amount } in { span }
limits-more = { amount } more in { span }
limits-unlimited = no limit
limits-until = until <t:{ $until }:f>
limits-operator = { $whose ->
    [server] (the operator's limit)
   *[everywhere] (the operator's limit, for all servers together)
}
limits-lower = ⚠️ The people who run this bot allow no more than { $what }: that lower limit still applies.
refused-limits-amount = Please give one of `pictures`, `dollars` and `unlimited`.
refused-limits-targets = Please give one of `member`, `role` and `together` at most.
refused-limits-more = `more` is for one `member`, with `pictures` or `dollars`.
refused-limits-unlimited = `unlimited` removes every limit. Please leave `per` out.
refused-limits-clear = Nothing of that kind is set. `/easel limits list` shows what is.
limits-edit = Limits of this server
limits-each-pictures = Each member: pictures in 24 hours
limits-each-dollars = Each member: dollars in 30 days
limits-all-pictures = All together: pictures in 24 hours
limits-all-dollars = All together: dollars in 30 days
refused-amount-pictures = “{ $field }” takes a whole number up to { $most }, or nothing. Please open the window again.
refused-amount-dollars = “{ $field }” takes dollars such as 12.50, up to { $most }, or nothing. Please open the window again.

## /easel settings

panel = **How I work in this server.** Changes take effect immediately.
    For the rest there are `/easel rules set` (single channels), `/easel words add` (what to refuse) and `/easel limits set` (single members and roles).
panel-models = Which models can be used
panel-models-none = None
panel-editor = Which model edits a picture when the one that made it can't
panel-model = Which model `/imagine` uses
panel-model-first = The first one available
panel-default = { $value } (the default)
panel-not-offered = { $title } (not available right now)
panel-replies = Who can edit a picture by replying to it
panel-everyone = Everyone
panel-nobody = Nobody: replies are just talk
panel-role = Members with a certain role
panel-log = Log channel (pictures, refusals, changes)
panel-reports = Channel for members' reports
panel-no-channel = None
panel-same-channel = Same as the log
panel-limits = Limits and budget: how much can be made
panel-limits-more = … and { $more } more: `/easel limits list`
panel-edit-limits = Limits…
panel-edit-budget = Budget…
panel-silent = ⚠️ I can't write in <#{ $channel }>. Please allow me there: { $permissions }.

## /easel budget, /easel pause, /easel resume

budget-none = There is no budget; this month has cost ${ $spent } so far, by estimated prices. `/easel budget` sets one.
budget-line = { $bar } ${ $spent } of ${ $budget } is spent this month, by estimated prices; it resets <t:{ $renewed }:D>. When it is spent, { $then ->
    [stop] I make nothing that costs money.
   *[other] `{ $then }` does all the work.
}
log-budget = { $percent ->
    [100] 🛑 The budget of the month is used up: ${ $spent } of ${ $budget } is spent. Until it resets or `/easel budget` changes it, { $then ->
        [stop] I refuse what costs more than is left.
       *[other] `{ $then }` makes what costs more than is left.
    }
   *[other] 💰 { $percent }% of the month's budget is spent: ${ $spent } of ${ $budget }.
}
budget-fell-back = This server's budget for the month is spent, so { $title } makes this.
budget-dropped = It has no { $options }, so I left that out.
paused = Paused: I take no requests in this server until `/easel resume`. Pictures on the way are still posted.
resumed = I take requests in this server again.
budget-edit = Budget of this server
budget-dollars = Dollars a calendar month
budget-no-dollars = no budget
budget-then = When it is spent
budget-stop = I make nothing that costs money
budget-takes-over = { $title } does all the work

## The log of a server, and /easel log

log-posted = 🖼️ { $facts }
log-shared = 🖼️ { $member } shared a private picture: { $link }
log-reposted = 🖼️ { $member } posted a picture of theirs again: { $link }
log-showcased = ⭐ A picture by { $member } is in the showcase: { $link }
log-contest-over = 🏆 The contest in { $channel } is over. Won by: { $members }
log-contest-bonus = 🎁 { $member } won a contest and gets { $pictures ->
    [one] one picture
   *[other] { $pictures } pictures
} more for a while, on top of each limit.
log-pictures = { $pictures } pictures
log-alone = shown only to them
log-refused = 🚫 { $member }: { $why }
log-declined = 🛑 { $member }: { $declined } requests in a row were against the content rules, so this member has to wait until <t:{ $until }:t>.
log-trouble = ⚠️ { $what }
log-changed = 🔧 { $member } used `/easel { $action }`
log-changed-facts = 🔧 { $member } used `/easel { $action }`: { $facts }
log-fact = { $name }: { $value }
log-default = default
log-title = **Log and reports in this server**
log-off = off
log-reports-public = ⚠️ Everyone can read { $channel }, where reported pictures go. Please choose a channel that only moderators can see as `reports`.
refused-log = I can't write in { $channel }. Please allow me there: { $permissions }.
log-left-out = … I couldn't post { $lines } lines that belong here.
trouble-credits = The image service makes no pictures for me: my account is out of credits. The people who run this bot have to fix it.
trouble-key = The image service makes no pictures for me: it doesn't accept my key. The people who run this bot have to fix it.
trouble-account = The image service makes no pictures for me: something is wrong with my account. The people who run this bot have to fix it.
trouble-own-server = I can't make pictures with Stable Diffusion: its server isn't set up right. The people who run this bot have to fix it.
trouble-showcase = I can't post in { $channel }, where starred pictures are to be shown. Please allow me to view it, to read its history, and to send messages and files there.
trouble-contest = I can't post in { $channel }, where a contest was held. Please allow me to view it, and to read and send messages there.
trouble-themes = I can't post in { $channel }, where a theme is to be posted each day. Please allow me to view it and to send messages there.

## /easel history

history-title = **Changes to this server's settings**, newest first
history-line = <t:{ $at }:f> { $change }
history-more = -# These are the newest { $count } changes.
history-none = Nobody has changed anything here yet.

## The card in a server that the bot was just added to

welcome-title = ### 👋 Hello, I make pictures
welcome-make = Use { $imagine } and say what you want to see; the picture appears in the channel you asked in.
welcome-models = To choose the model yourself, use { $commands }.
welcome-reply = To change a picture, reply to it and say how, such as “make it night”. Leave the @ on when you reply. You can also press *Edit…* under it, or use { $command }.
welcome-edit = To change a picture, press *Edit…* under it and say how, or use { $command }.
welcome-remix = To try other words, press *Remix…* under a picture: its words open in a window, where you change them and send them again.
welcome-limits = **Limits in this server**
welcome-limit = { $whose ->
    [server] All members together: { amount } in { span }
   *[member] Each member: { amount } in { span }
}
welcome-no-limits = There are no limits in this server: members can make as many pictures as they like.
welcome-settings = Members who can manage this server change this with { $command }.

## /easel usage

usage-none = Nobody has asked for pictures in this server since <t:{ $since }:f>.
usage-total = **Since <t:{ $since }:f>:** { $pictures } by { $members }, for about ${ $price } by list prices.
usage-total-unpriced = **Since <t:{ $since }:f>:** { $pictures } by { $members }; the prices aren't known.
usage-pictures = { $pictures ->
    [one] { $pictures } picture
   *[other] { $pictures } pictures
}
usage-members = { $members ->
    [one] { $members } member
   *[other] { $members } members
}
usage-nobody = members I no longer know
usage-unpriced = { $jobs ->
    [one] { $jobs } job has no known price and isn't in that sum.
   *[other] { $jobs } jobs have no known price and aren't in that sum.
}
usage-part = { $name }: { $pictures }, ${ $price }
usage-part-unpriced = { $name }: { $pictures }
usage-models = **By model** (pictures, dollars by list prices): { $parts }
usage-members-listed = **By member**: { $parts }
usage-others = others
usage-by-model = Pictures by model
usage-by-member = Pictures by member
usage-dollars-by-model = Dollars by model
usage-dollars-by-member = Dollars by member
usage-note = -# Times are UTC. Failed and cancelled pictures are left out. The table has everything.
usage-note-too-large = -# Times are UTC. Failed and cancelled pictures are left out. The table is too large for Discord: please ask for a shorter period.
usage-alt = Bars from { $first } to { $last } UTC: pictures and dollars, by model and by member. By model: { $models }. By member: { $members }.

## /easel words

words-added = Prompts with “{ $word }” in them are refused from now on. Words on the list: { $count }.
words-removed = “{ $word }” is off the list, so prompts can contain it again. Words on the list: { $count }.
words-none = The list is empty: prompts can contain any word. `/easel words add` adds one.
words-title = **Words that prompts can't contain in this server** ({ $count })
words-hit = 🚫 This contains “{ $word }”, so it would be refused.
words-pass = ✅ This contains nothing from the list, so it would be accepted.
refused-words-nothing = There's no letter, digit or symbol in that to look for. Please give a word.
refused-words-there = “{ $word }” is already on the list.
refused-full = There's no room for more than { $most } of these in one server. Please remove one first.
refused-words-full = The list is full with { $most } words. Please remove one first.
refused-words-unknown = “{ $word }” isn't on the list; `/easel words list` shows what is.
styles-none = There are no styles. `/easel styles add` adds one: a name, and the words that are added to the prompt of whoever chooses it.
styles-title = **Styles of this server**
styles-line = **{ $name }**: { $words }
styles-example = (for example “{ $example }”)
styles-model = · { $title }
refused-styles-unknown = There's no style of that name. `/easel styles list` shows what there is.
refused-styles-blank = Please choose a name and words that one can see.
refused-word = Prompts in this server can't contain “||{ $word }||”. Please try other words.

## Showcases and contests

showcase-on = ⭐ Pictures that at least { $stars } members star are shown in { $channel }.
showcase-off = Nothing is shown: there is no showcase. `/easel showcase` sets one.
refused-showcase-channel = There is no showcase yet. Please choose its `channel`, too.
contest-title = ### 🏆 Contest: { $theme }
contest-how = Press *Enter* and choose a finished picture of yours: { $each ->
    [one] one for each member
   *[other] up to { $each } for each member
}. Vote with ⭐ under the entries, for as many as you like; stars for your own picture don't count. It ends <t:{ $ends }:R>.
contest-prize = The winner gets { $pictures ->
    [one] one picture
   *[other] { $pictures } pictures
} more for { $days ->
    [one] a day
   *[other] { $days } days
}, on top of each limit.
contest-started = ✅ The contest is on in { $channel }.
contest-ended = ✅ The contest has ended. I'm counting the stars now, and then I'll post the result.
contest-none = There was no contest here yet. `/easel contest start` starts one.
contest-running = 🏆 **{ $theme }**, open until <t:{ $ends }:f>
contest-over = 🏆 **{ $theme }** is over.
contest-counting = The stars are being counted.
contest-empty = No picture takes part.
contest-line = { $number }. { $member }: { $link }
contest-line-votes = { $number }. { $member }: { $link } — { $votes } ⭐
contest-won = { $count ->
    [one] With { $votes } ⭐ the winner is:
   *[other] With { $votes } ⭐ each, there are { $count } winners:
}
contest-nobody = No picture got a star, so nobody has won.
contest-bonus = 🎁 { $pictures ->
    [one] One picture
   *[other] { $pictures } pictures
} more for { $days ->
    [one] a day
   *[other] { $days } days
}, on top of each limit.
contest-choose = Which picture do you enter in “{ $theme }”? I post it here with your name.
contest-which = Choose a picture
contest-entered = ✅ You take part with number { $number }: { $link }
button-enter = Enter
button-entries = Entries
refused-contest-running = There is a contest in this server already. `/easel contest end` ends it.
refused-contest-none = There is no open contest in this server.
refused-contest-channel = Discord doesn't let me post here. Please allow me to, then start the contest again.
refused-contest-theme = Please choose a theme that one can see.
refused-contest-over = This contest is over.
refused-contest-nothing = You have no finished picture here that everyone can see. Make one first, for example with `/imagine`.
refused-contest-private = That picture was shown only to you. Please share it first, then enter it.
refused-contest-entered = That picture takes part already.
refused-contest-mine = You have entered as many pictures as each member can.
refused-contest-full = This contest has no room for more pictures.
refused-contest-posted = That picture was posted again in this channel already, so I can't post it here once more. Please choose another one.
refused-contest-closed = Discord doesn't let me post that picture here. Please ask a moderator.
refused-contest-unsure = I don't know yet whether Discord posted your entry. I'll look in a few minutes, and post it if it isn't there.
theme-today = ### 🎨 Theme of the day: { $theme }
    Show what you make of it.
themes-never = No theme is posted. `/easel themes daily` sets where and when.
themes-daily = A theme is posted in { $channel } each day at { $hour } UTC. **Themes, the next one first:**
themes-none = There are no themes. `/easel themes add` adds one.
refused-themes-unknown = There's no theme like that. `/easel themes list` shows what there is.
refused-themes-channel = No theme is posted yet. Please choose its `channel`, too.

## /easel block, /easel unblock, /easel blocks

blocked = { $member } can't make pictures in this server until you unblock them. They will read: “{ $reason }”
blocked-until = { $member } can't make pictures in this server until <t:{ $until }:f>. They will read: “{ $reason }”
unblocked = { $member } can make pictures in this server again.
blocks-none = Nobody is blocked in this server.
blocks-title = **Members who can't make pictures in this server** ({ $count })
blocks-line = • { $member } until unblocked: { $reason }
blocks-line-until = • { $member } until <t:{ $until }:f>: { $reason }
refused-block-bot = Bots don't ask for pictures, so there's nothing to block. Please choose a member.
refused-block-manager = { $member } can manage this server, and could undo the block at once. Please choose another member.
refused-block-reason = Please give a reason that the member can read.
refused-not-blocked = { $member } isn't blocked; `/easel blocks` lists who is.
refused-blocked = You can't make pictures in this server: “{ $reason }” If you think that's wrong, please ask its moderators.
refused-blocked-until = You can't make pictures in this server until <t:{ $until }:f>: “{ $reason }” If you think that's wrong, please ask its moderators.
refused-blocked-elsewhere = The moderators of a server keep you from making pictures there, and so in direct messages, too: “{ $reason }” If you think that's wrong, please ask them.
refused-blocked-elsewhere-until = The moderators of a server keep you from making pictures there, and so in direct messages, too, until <t:{ $until }:f>: “{ $reason }” If you think that's wrong, please ask them.
refused-barred = You can't make pictures with me: “{ $reason }” If you think that's wrong, please ask the people who run this bot.
refused-barred-bare = You can't make pictures with me. If you think that's wrong, please ask the people who run this bot.
refused-barred-until = You can't make pictures with me until <t:{ $until }:f>: “{ $reason }” If you think that's wrong, please ask the people who run this bot.
refused-barred-bare-until = You can't make pictures with me until <t:{ $until }:f>. If you think that's wrong, please ask the people who run this bot.
refused-blocked-openly = You can't make pictures in this server for now. `/imagine` shows you the reason privately.

## /easel avatar

avatar-set = That's my picture in this server now. Discord may take a moment to show it everywhere.
avatar-reset = In this server, I have the picture again that I have everywhere.
refused-avatar-nothing = Please choose a `picture`, or take mine back with `reset: True`.
refused-avatar-picture = I don't know a picture like that in this server that everyone here may see. Please give me the link to its message, or choose one of yours.
refused-avatar-veiled = That picture is a spoiler, or from an age-restricted channel, so it can't be mine. Please choose another one.
refused-avatar-unreadable = I can't make an avatar of that picture. Please choose another one.
refused-avatar-soon = Discord lets me change my picture only now and then. Please try again <t:{ $at }:R>.
refused-avatar-discord = Discord doesn't take that picture. Please choose another one.
refused-avatar-unsure = I don't know whether Discord has changed my picture. Please look, and try again in a moment if it hasn't.

## Rules of a server, /easel rules and /easel explain

refused-paused = I'm paused in this server. Please try again later.
refused-rule-works = I don't make pictures in this channel. Please use another one.
refused-rule-elsewhere = I don't make pictures in this channel. Please use { $channels }.
refused-rule-provider = { $title } is switched off here. Please try { $others }.
refused-rule-no-provider = { $title } is switched off here, and so is every other model for this. Please use another channel.
refused-rule-age = { $title } is for age-restricted channels only in this server. Please use it in one of those.
refused-rule-side = `{ $option }` asks for more than { $cap } pixels per side, which is the most in this channel. Please choose a smaller one.
refused-rule-cap = `{ $option }` can be { $cap } at most in this channel. Please choose no more than that.
refused-role-provider = { $roles ->
    [none] Your roles in this server don't include { $title }.
   *[other] In this server, { $title } is for members with { $roles }.
} Please try { $others }.
refused-role-no-provider = { $roles ->
    [none] Your roles in this server don't include { $title }.
   *[other] In this server, { $title } is for members with { $roles }.
} None of the other models does this for you here.
refused-role-side = `{ $option }` asks for more than { $cap } pixels per side, which is the most that your roles allow. Please choose a smaller one.
refused-role-cap = `{ $option }` can be { $cap } at most with your roles. Please choose no more than that.
refused-reply-role = Only members with the role { $role } can edit pictures by replying here. Please use `/edit`.
refused-unseen-channel = Discord doesn't show me that channel right now. Please try again in a minute, or in another one.
rules-title = **Rules in this server**
rules-none = Nothing is set: I work in every channel, with every model and every size.
rules-of = **{ $place }**: { $rules }
rules-server = the whole server
rules-holding = **Rules that apply in { $place }**
rules-held = `{ $option }`: { $value } { $level ->
    [channel] (set for <#{ $place }>)
    [category] (set for the category <#{ $place }>)
    [server] (set for the whole server)
    [role] (set for <@&{ $place }>)
    [edits] (by `/easel edits`)
   *[default] (default)
}
rules-age = { $channel ->
    [restricted] yes, as in every age-restricted channel
    [open] no, only in age-restricted channels
   *[any] in age-restricted channels only
}
rules-no-cap = any
rules-at-most = { $cap } at most
rules-pixels = { $pixels } pixels at most
rules-everyone = everyone
rules-nobody = nobody
rules-role = **Rules for members with { $role }**
rules-role-none = Nothing is set for { $role } any more: the same applies as to other members.
rules-role-note = -# Each takes the place of what is set for the whole server. Of several roles, the most generous one counts. What is set for a channel or a category still applies.
refused-rules-nothing = Please choose at least one rule to set.
refused-rules-provider = Please choose `provider`, and with it `allowed`, `age_restricted` or both.
refused-rules-role = Please choose `replies: role`, and with it the role as `reply_role`.
refused-rules-role-where = A role's rules apply in the whole server. Please choose either `role` or `where`.
refused-rules-role-only = A role can have rules about models (`provider` and `allowed`), `largest_size`, `quality` and `count`. Please set anything else without `role`.
refused-rules-unset = Nothing like that is set there. `/easel rules list` shows what is.
explain-yes = ✅ **Yes, { $member } can make a picture in { $channel } now.**
explain-no = 🚫 **No, { $member } can't make a picture in { $channel } now:** { $why }
explain-why-blocked = blocked until you unblock them.
explain-why-blocked-until = blocked until <t:{ $until }:f>.
explain-why-paused = this server is paused until `/easel resume`.
explain-why-works = the rules keep me out of this channel (`works`).
explain-why-permissions = I lack these permissions there: { $permissions }.
explain-why-member-permissions = the member lacks these permissions there: { $permissions }.
explain-why-timed-out = in time-out until <t:{ $timed_out }:f>.
explain-why-locked = the thread is locked, so only moderators can.
explain-why-models = no model can be used there right now.
explain-why-word = the prompt contains “{ $word }”, which is on the word list.
explain-why-limit = { $whose ->
    [server] the limit of this server
    [everywhere] the operator's limit
   *[member] the member's limit
} is used up ({ used-of } in { last-span }), until <t:{ $free_at }:f>.
explain-why-over-limit = the limit of { amount } in { span } is too low for a single picture.
explain-why-budget = this server's budget for the month doesn't cover a picture any more, until <t:{ $renewed }:f>.
explain-why-operator = the people who run this bot have a spending limit, and it is reached.
explain-why-failed = { $failed } of the member's requests have failed in the last hour, so they have to wait a while.
explain-why-declined = { $declined } of the member's requests in a row were against the content rules, so they have to wait until <t:{ $until }:f>.
explain-why-lost = several of the member's pictures couldn't be delivered today.
explain-why-line-mine = { $waiting } of the member's pictures are already on the way.
explain-why-line-all = the queue is full.
explain-not-blocked = ✅ Not blocked.
explain-blocked = 🚫 Blocked: “{ $reason }”
explain-blocked-until = 🚫 Blocked until <t:{ $until }:f>: “{ $reason }”
explain-not-paused = ✅ This server isn't paused.
explain-paused = 🚫 This server is paused: I make no pictures here until `/easel resume`.
explain-may-post = ✅ I can post pictures there.
explain-permissions = 🚫 I can't post pictures there. Please allow me: { $permissions }.
explain-not-offered = ⚠️ Not available right now: { $titles }.
explain-role = ✅ This member has that role.
explain-no-role = 🚫 This member doesn't have that role.
explain-no-limits = This member has no limit.
explain-limit = { $whose ->
    [server] All members together
   *[member] This member
}: { used-of } in { span } { $origin ->
    [server] (set for the whole server)
    [everyone] (set for each member)
    [role] (set for <@&{ $target }>)
    [member] (set for this member)
    [operator] (the operator's limit)
   *[default] (default)
}
explain-extra = { $metric ->
    [dollars] ${ $extra }
   *[pictures] { $extra }
} of that is extra
explain-budget = 🚫 The budget for this month is spent; `/easel budget` shows it.
explain-word = 🚫 The prompt contains “{ $word }” from the word list.
explain-no-word = ✅ The prompt contains nothing from the word list.
explain-words = Words that prompts can't contain: { $count }. With `prompt`, I check one.

## Reports

menu-report = Report this picture
report-why = Reason (optional)
report-why-note = The moderators get it with the picture.
report-done = Thank you. I've hidden the picture, and the moderators will take a look.
report-known = This picture was already reported, and the moderators will take a look.
report-told = Thank you. I've told the moderators, who decide whether the picture can stay.
report-restored = The moderators have looked at this picture, and it can stay. If something about it has changed, please write to one of them.
report-removed = The moderators have already removed this picture.
report-not-hidden = Thank you. I've told the moderators, but I couldn't hide the picture.
report-hidden-here = 🚩 This picture is hidden while the moderators take a look.
report-removed-here = 🚩 A moderator removed this picture.
report-notice = 🚩 { $reporter } reported { $member }'s picture: { $link }
report-by-somebody = A member
report-reason = Reason given: “{ $reason }”
report-notice-again = It was restored before, so I didn't hide it again.
report-notice-blocked = The member who reported it is blocked, so I didn't hide it.
button-restore = Restore
button-remove = Remove
button-block = Block member…
block-title = Block the member who asked for it
block-reason = Reason (the member will read it)
block-reason-default = A picture of yours was reported to the moderators.
report-restored-done = Restored.
report-removed-done = Removed. Nobody in this server can use it as an input any more.
report-restored-by = ✅ Restored by { $moderator }.
report-removed-by = 🗑️ Removed by { $moderator }.
report-blocked-by = 🚫 { $member } was blocked by { $moderator }.
log-report-restored = 🚩 { $moderator } restored a reported picture: { $picture }
log-report-removed = 🚩 { $moderator } removed a reported picture: { $picture }
refused-report-what = Only pictures that I posted for everyone to see can be reported to the moderators. For anything else, please use Discord's own report.
refused-report-compared = Please report the edited picture itself. This message then goes, too.
refused-report-channel = I can't reach the moderators of this server, so I haven't hidden the picture. Please write to one of them.
refused-report-often = The moderators haven't looked at { $waiting } pictures that you reported yet. Please wait for them, or write to one of them.
refused-report-fetch = I couldn't fetch the picture from Discord to show it to the moderators. Please try again.
refused-report-unknown = I don't know this report any more. Please report the picture again.
refused-report-busy = Someone is reporting this picture or deciding about it right now. Please try again in a moment.
refused-report-removed = This picture was already removed, so it can't be restored.
refused-report-restore = I couldn't put the picture back. Please make sure that I can view that channel and attach files there, and that its thread is open; then try again.
refused-report-remove = It can't be used as an input any more, but I couldn't take the picture out of its message. Please delete that message, or try again.
refused-reported = That picture was reported to the moderators, so it can't be used right now.
refused-hidden = That picture was reported to the moderators, so only they can read how it was made.
refused-moderator = Only members who can manage messages here can decide about reports.
refused-input-removed = `{ $option }` was removed by this server's moderators, so it can't be used here. Please use another picture.

## What Discord shows beside each command

command-easel = Decide how I work in this server
command-easel-avatar = Choose my picture in this server among those that were made here
command-easel-block = Keep a member from making pictures in this server, for a while or until you unblock them
command-easel-blocks = See who can't make pictures in this server
command-easel-budget = Set what a month can cost, and what happens when it is spent; see what is spent
command-easel-settings = See and change the most common settings, in one panel
command-easel-showcase = Show pictures that members star in a channel of their own
command-easel-contest = Hold a contest: a theme, pictures of members, votes by stars
command-easel-contest-start = Start a contest in this channel
command-easel-contest-end = End the contest now, count the stars and post the result
command-easel-contest-show = See the newest contest and its entries
command-easel-pause = Take no requests in this server until you resume
command-easel-resume = Take requests in this server again
command-easel-limits = Choose how much members can make
command-easel-limits-set = Set a limit for each member, one member, a role, or all together
command-easel-limits-list = See all limits of this server
command-easel-limits-clear = Remove a limit of each member, one member, a role, or all together
command-easel-edits = Set how pictures are edited in this server, and see what applies
command-easel-explain = See what a member can do in a channel, what prevents it, and why
command-easel-log = Choose the channels for my log and for reports, and see what applies
command-easel-history = See who changed what in this server's settings, and when
command-easel-rules = Set the rules of a channel, a category, a role, or the whole server
command-easel-rules-clear = Remove rules of a place or a role, and see what applies then
command-easel-rules-list = See every rule that is set in this server
command-easel-rules-set = Set rules of a channel, a category, a role or the whole server, and see what applies
command-easel-styles = Offer styles: words that members can have added to their prompts
command-easel-styles-add = Add a style, or change one
command-easel-styles-list = See the styles of this server
command-easel-styles-remove = Remove a style
command-easel-themes = Have a theme posted each day, from a list of your own
command-easel-themes-add = Add a theme to the list
command-easel-themes-list = See the themes, and where and when one is posted
command-easel-themes-remove = Take a theme off the list
command-easel-themes-daily = Choose where and when a theme is posted each day
command-easel-unblock = Let a blocked member make pictures in this server again
command-easel-usage = See what was made in this server over time, by whom and with which model
command-easel-words = Choose words that prompts in this server can't contain
command-easel-words-add = Refuse prompts that contain a word, a phrase or an emoji
command-easel-words-list = See which words prompts can't contain
command-easel-words-remove = Take a word off the list, so that prompts can contain it again
command-easel-words-test = See whether a prompt with these words would be refused, and because of which
command-edit = Change a picture with words: yours, or the newest one here
command-flux = Make a picture with FLUX.2 pro, from words and up to four reference pictures
command-gemini = Make a picture with Gemini, up to 4K
command-gpt-image = Make or change pictures with GPT Image
command-gpt-image-edit = Change a picture with GPT Image, all of it or only where a mask says
command-gpt-image-generate = Make one to four pictures with GPT Image
command-jobs = See your pictures and how they are doing, look for one, cancel one that is waiting
command-show = Bring back a finished picture of yours, with its buttons
command-imagine = Make a picture: just say what you want to see
command-compare = Make the same picture with several models, side by side
command-status = Show how long each model usually takes, and how well it works
command-models = See which models are available
command-mydata = Decide about your own pictures, and see or delete what I keep about you
command-mydata-consent = Let others edit your pictures and use them as references, or forbid it
command-mydata-defaults = Show your own model and options for `/imagine`
command-mydata-mentions = Choose whether I mention you when a picture took over a minute
command-mydata-showcases = Choose whether your starred pictures are shown in showcases
command-mydata-delete = Delete what I keep about you, in every server; I'll ask you to confirm first
command-mydata-export = Get everything I keep about you, in every server, as a file
command-quota = See how many pictures you have left, and when you get more
command-qwen = Make or change pictures with Qwen
command-qwen-edit = Change a picture with Qwen
command-qwen-generate = Make a picture with Qwen
command-sd = Make a picture with a Stable Diffusion checkpoint
