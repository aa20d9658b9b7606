# What members read, in English. One sentence says what happened, what to do next, and whether it counted.
# Facts stand in braces. A number that must not be written with separators comes as text.

## The private status of a job

status-waiting = 🕓 Number { $position } in line. { $usage }
status-running = 🎨 Being made, started <t:{ $since }:R>. { $usage }
status-troubled-relay = ⏳ The image service isn't answering right now. I'll keep asking until <t:{ $until }:t>, and it doesn't cost you anything extra.
status-troubled-discord = ✅ Your picture is ready, but Discord isn't taking it right now. I'll keep trying until <t:{ $until }:t>.
status-done = ✅ Done: { $link }
status-done-private = ✅ Here you are. Only you can see this: save it if you want to keep it.
status-done-elsewhere = ✅ Done, but I could not post in <#{ $channel }>, so here it is for you alone.
status-failed = ⚠️ { $why } It did not count.
status-cancelled = Cancelled. It did not count.
usage = { $whose ->
    [server] It counts as { used-of } of all members of this server in { span }.
   *[member] It counts as { used-of } in { span }.
}

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
note-incomplete = its end did not arrive
note-missing = { $missing ->
    [one] one picture did not arrive and does not count
   *[other] { $missing } pictures did not arrive and do not count
}
post-direct = You asked for this in <#{ $channel }>, where I can no longer post.
post-direct-private = You asked for this privately in <#{ $channel }>; it took too long to show it there.
thread-hidden = Edits of this picture
post-no-thread = -# I could not use a thread here.

## Before a dear request

confirm-price = This is estimated to cost ${ $price }.
confirm-leaves = It leaves { $whose ->
    [server] all members of this server together
   *[member] you
} { $metric ->
    [dollars] ${ $left }
   *[pictures] { $left }
} of { amount } in { span }.
confirm-declined = Not made. Nothing was counted.
button-confirm = Make it
button-decline = No, thanks
refused-confirm-late = That was asked too long ago. Please ask for it again.
refused-confirm-other = Only the member who asked for this can decide.

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
failed-poison = The picture that came back can't be read safely, so I can't post it.
failed-moved = The image service that was making this has moved, and I can't ask it any more.
failed-internal = Something went wrong on my side, and the operator has been told. Please try again.
failed-delivery = Discord would not let me post the picture. Please try again later.
failed-unseen = I may have posted the picture already, but I am no longer allowed to look. Please check the channel.
failed-unfound = I may have posted the picture already, but too much has been said since for me to find it. Please check the channel.
failed-too-large = The picture cannot be made small enough for this server's upload limit. Please ask for a smaller one.
failed-no-place = I can no longer post in that channel, nor write to you.

## Why a command was not taken: nothing was counted

refused = ⚠️ { $why } Nothing was counted.
refused-limit = { $whose ->
    [server] The members of this server have used { used-of } in { span } together.
    [everywhere] You have used { used-of } in { span }, in all servers together.
   *[member] You have used { used-of } in { span }.
} There is room again <t:{ $free_at }:R>.
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
refused-budget = This server's budget for the month does not allow this any more. It is renewed <t:{ $renewed }:R>.
refused-operator-budget = I have spent what I may spend for now, in all servers together. Please try again later.
refused-lost = Several of your pictures could not be delivered today. Please make sure that I may post here, and try again tomorrow.
refused-server = I do not work in this server. Please ask the operator of this bot.
refused-line-mine = You have { $waiting } pictures on the way already. Please wait for one of them.
refused-line-all = Too many pictures are waiting just now. Please try again in a few minutes.
refused-stopping = I am restarting. Please try again in a minute.
refused-server-only = I make pictures in servers only. Please use this command in a channel.
refused-not-here = What you chose is not in this server, or I cannot see it. Please choose another one.
refused-permissions = I cannot post pictures here. Please ask a moderator to allow me: { $permissions }.
refused-member-permissions = You may not make pictures here, since this server does not give you: { $permissions }. Please use another channel, or ask a moderator.
refused-timed-out = You are in time-out in this server. Please wait until it is over.
refused-failed-often = { $failed } of your requests have failed within an hour. Please wait a while before the next one.
refused-declined-often = { $declined } of your requests were declined one after the other. Please wait until <t:{ $until }:t>, and then ask for something else.
refused-questions = { $questions } questions about a price wait for your answer already. Please answer one of them first.
refused-question-gone = I could not fetch `{ $option }` from Discord any more. Please attach it again; your words were: { $prompt }
refused-stored-mine = Your pictures on the way take all the room that I have for you. Please wait until one of them is done.
refused-stored-all = I have no room for more images just now. Please try again later, or ask without an image.
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
refused-input-too-complex = `{ $option }` is built in a way that takes too long to read. Please save it anew as PNG or JPEG, and attach that.
refused-input-too-many-pixels = `{ $option }` has too many pixels. Please attach a smaller image.
refused-input-too-many-bytes = `{ $option }` is too large. Please attach a smaller image.
refused-button = This button is from another version of me. Please use the command.
refused-input-mask-shape = `{ $option }` is { $width }×{ $height }, which is another shape than the picture's { $wanted_width }×{ $wanted_height }. Please make it the same shape.
refused-input-mask-empty = `{ $option }` marks nothing to change. Please paint the area white, or leave the mask out.
refused-empty-prompt = There is nothing visible in your prompt. Please say what the picture should show.
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
forget-ask = This deletes what I keep about you, in every server: your prompts and settings, the images you gave, and where your pictures stand. The pictures themselves stay in Discord; their buttons will then know nothing more of them. What counts against your limits stays for up to 30 days. It cannot be undone. The button works for { $minutes } minutes.
button-forget = Delete my data
forgotten = Deleted. What counts against your limits stays for up to 30 days, and is then nobody's.
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
details-command-long = -# The command to ask for it again is long, so it is in the file attached here.
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
quota-line = { $bar } { $whose ->
    [server] All members together have used { used-of } in { span };
   *[member] You have used { used-of } in { span };
} { $metric ->
    [dollars] ${ $left } left.
   *[pictures] { $left } left.
}
quota-operator = -# { $whose ->
    [server] The operator of this bot has set this limit.
   *[everywhere] The operator of this bot has set this limit, for all servers together.
}
quota-free-at = There is room again <t:{ $at }:R>.
quota-next-at = The oldest one stops counting <t:{ $at }:R>.
quota-jobs = **What your last pictures counted**
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
limits-none = There are none: members may make as many pictures as they like. `/easel limits set` sets one.
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
limits-lower = ⚠️ The operator of this bot allows no more than { $what }: that lower limit still applies.
refused-limits-amount = Please give one of `pictures`, `dollars` and `unlimited`.
refused-limits-targets = Please give one of `member`, `role` and `together` at most.
refused-limits-more = `more` is for one `member`, with `pictures` or `dollars`.
refused-limits-unlimited = `unlimited` lifts every limit. Please leave `per` out.
refused-limits-clear = Nothing of that kind is set. `/easel limits list` shows what is.

## /easel settings

panel = **How I work in this server.** What you choose here holds at once.
    For the rest there are `/easel limits set` (how much members may make), `/easel budget` (what a month may cost), `/easel rules set` (single channels) and `/easel words add` (what to refuse).
panel-models = Which models may be used
panel-models-none = None at all
panel-editor = Which model edits a picture when the one that made it cannot
panel-default = { $value } (the bot's default)
panel-replies = Who edits a picture by replying to it
panel-everyone = Everyone
panel-nobody = Nobody: replies are just talk
panel-role = Members with a certain role
panel-log = Where I tell what I do: pictures, refusals, changes
panel-reports = Where members' reports go, if not into the log
panel-no-channel = Nowhere
panel-silent = ⚠️ I cannot write in <#{ $channel }>. Please allow me there: { $permissions }.

## /easel budget, /easel pause, /easel resume

budget-none = There is no budget; this month has cost ${ $spent } so far, by estimated prices. `/easel budget` sets one.
budget-line = { $bar } ${ $spent } of ${ $budget } is spent this month, by estimated prices; it is renewed <t:{ $renewed }:D>. When it is spent, { $then ->
    [stop] I stop making what costs money.
   *[other] `{ $then }` does all the work.
}
log-budget = { $percent ->
    [100] 🛑 The budget of the month is at its end: ${ $spent } of ${ $budget } is spent. Until it is renewed or `/easel budget` changes it, { $then ->
        [stop] I refuse what costs more than is left.
       *[other] `{ $then }` makes what costs more than is left.
    }
   *[other] 💰 { $percent }% of the month's budget is spent: ${ $spent } of ${ $budget }.
}
budget-fell-back = This server's budget for the month is spent, so { $title } makes this.
budget-dropped = It has nothing like { $options }, which I left out.
paused = Paused: I take no requests in this server until `/easel resume`. Pictures on the way are still posted.
resumed = I take requests in this server again.

## The log of a server, and /easel log

log-posted = 🖼️ { $facts }
log-pictures = { $pictures } pictures
log-alone = shown to them alone
log-refused = 🚫 { $member }: { $why }
log-declined = 🛑 { $member }: { $declined } requests were declined by moderation, one after the other. The member pauses until <t:{ $until }:t>.
log-trouble = ⚠️ { $what }
log-changed = 🔧 { $member } used `/easel { $action }`
log-changed-facts = 🔧 { $member } used `/easel { $action }`: { $facts }
log-fact = { $name }: { $value }
log-default = default
log-title = **Log and reports in this server**
log-off = off
refused-log = I cannot write in { $channel }. Please allow me there: { $permissions }.
log-left-out = … I could not post { $lines } lines that belong here.
trouble-credits = The image service makes no pictures for me: my account is out of credits. My operator has been told.
trouble-key = The image service makes no pictures for me: it does not accept my key. My operator has been told.
trouble-account = The image service makes no pictures for me: something is wrong with my account. My operator has been told.
trouble-own-server = The image service makes no pictures for me with Stable Diffusion: the server for it is not set up right. My operator has been told.

## /easel history

history-title = **Changes to this server's settings**, newest first
history-line = <t:{ $at }:f> { $change }
history-more = -# These are the newest { $count } changes.
history-none = Nobody has changed anything here yet.

## The card in a server that the bot was just added to

welcome-title = ### 👋 Hello, I make pictures
welcome-make = Use { $commands } and say what the picture should show; it appears in your channel.
welcome-reply = To change a picture, reply to it with words and leave the ping on, use the buttons under it, or { $command }.
welcome-edit = To change a picture, use the buttons under it or { $command }.
welcome-limits = **Limits in this server**
welcome-limit = { $whose ->
    [server] All members together: { amount } in { span }
   *[member] Each member: { amount } in { span }
}
welcome-no-limits = There are no limits in this server: members may make as many pictures as they like.
welcome-settings = Members who may manage this server set all of this with { $command }.

## /easel usage

usage-none = Nobody has asked for pictures in this server since <t:{ $since }:f>.
usage-total = **Since <t:{ $since }:f>:** { $pictures } by { $members }, for about ${ $price } by list prices.
usage-total-unpriced = **Since <t:{ $since }:f>:** { $pictures } by { $members }; no price of theirs is known.
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
    [one] { $jobs } job has no known price and is not in that sum.
   *[other] { $jobs } jobs have no known price and are not in that sum.
}
usage-member = `{ $mark }` { $member } { $pictures }
usage-others = others
usage-by-model = Pictures by model
usage-by-member = Pictures by member
usage-note = -# Times are UTC. What failed or was cancelled is not in it. The table has everything.
usage-note-too-large = -# Times are UTC. What failed or was cancelled is not in it. The table is too large for Discord: please ask for a shorter period.
usage-alt = Bars from { $first } to { $last } UTC: pictures by model, and below by member. { $models }.

## /easel words

words-added = Requests that contain “{ $word }” are refused from now on. Words on the list: { $count }.
words-removed = “{ $word }” is off the list, and requests may contain it again. Words on the list: { $count }.
words-none = The list is empty: requests may contain any word. `/easel words add` puts one on it.
words-title = **Words that requests may not contain in this server** ({ $count })
words-hit = 🚫 “{ $word }” is in it: such a request is refused.
words-pass = ✅ Nothing on the list is in it: such a request passes.
refused-words-nothing = There is no letter, digit or sign in that to look for. Please give a word.
refused-words-there = “{ $word }” is on the list already, and finds just the same.
refused-words-full = There are { $most } words on the list, which is the most it takes. Please remove one first.
refused-words-unknown = “{ $word }” is not on the list; `/easel words list` shows what is.
refused-word = Requests in this server may not contain “||{ $word }||”. Please put it another way.

## /easel block, /easel unblock, /easel blocks

blocked = { $member } may make no pictures in this server until that is lifted. They are told why: “{ $reason }”
blocked-until = { $member } may make no pictures in this server until <t:{ $until }:f>. They are told why: “{ $reason }”
unblocked = { $member } may make pictures in this server again.
blocks-none = Nobody is blocked in this server.
blocks-title = **Members who may make no pictures in this server** ({ $count })
blocks-line = • { $member } until it is lifted: { $reason }
blocks-line-until = • { $member } until <t:{ $until }:f>: { $reason }
refused-block-bot = A bot asks for no pictures, so there is nothing to block. Please choose a member.
refused-block-manager = { $member } may manage this server, and could lift the block at once. Please choose another member.
refused-block-reason = Please give a reason that the member can read.
refused-not-blocked = { $member } is not blocked; `/easel blocks` lists who is.
refused-blocked = You may make no pictures in this server: “{ $reason }” If you think that is wrong, please ask its moderators.
refused-blocked-until = You may make no pictures in this server until <t:{ $until }:f>: “{ $reason }” If you think that is wrong, please ask its moderators.
refused-blocked-openly = You may make no pictures in this server for now. `/flux` tells you alone why.

## Rules of a server, /easel rules and /easel explain

refused-paused = I make no pictures in this server for the moment. Please try again later.
refused-rule-works = I make no pictures in this channel. Please use another one.
refused-rule-elsewhere = I make no pictures in this channel. Please use { $channels }.
refused-rule-provider = { $title } is not used in this channel. Please try { $others }.
refused-rule-no-provider = { $title } is not used in this channel, nor is another model for this. Please use another channel.
refused-rule-age = { $title } is for age-restricted channels only in this server. Please use it in one of those.
refused-rule-side = `{ $option }` asks for more than { $cap } pixels a side, which is the most in this channel. Please choose a smaller one.
refused-rule-cap = `{ $option }` may be { $cap } at most in this channel. Please choose no more than that.
refused-reply-role = Only members with the role { $role } edit pictures by replying here. Please use `/edit`.
refused-unseen-channel = Discord does not show me that channel just now. Please try again in a minute, or in another one.
rules-title = **Rules in this server**
rules-none = Nothing is set: I work in every channel, with every model and every size.
rules-of = **{ $place }**: { $rules }
rules-server = the whole server
rules-holding = **What holds in { $place }**
rules-held = `{ $option }`: { $value } { $level ->
    [channel] (set for <#{ $place }>)
    [category] (set for the category <#{ $place }>)
    [server] (set for the whole server)
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
refused-rules-nothing = Please choose at least one rule to set.
refused-rules-provider = Please choose `provider`, and with it `allowed`, `age_restricted` or both.
refused-rules-role = Please choose `replies: role`, and with it the role as `reply_role`.
refused-rules-unset = Nothing like that is set there. `/easel rules list` shows what is.
explain-title = **What holds for { $member } in { $channel }**
explain-not-blocked = ✅ Not blocked.
explain-blocked = 🚫 Blocked: “{ $reason }”
explain-blocked-until = 🚫 Blocked until <t:{ $until }:f>: “{ $reason }”
explain-not-paused = ✅ This server is not paused.
explain-paused = 🚫 This server is paused: I make no pictures here until `/easel resume`.
explain-may-post = ✅ I may post pictures there.
explain-permissions = 🚫 I cannot post pictures there. Please allow me: { $permissions }.
explain-not-offered = ⚠️ Not on offer right now: { $titles }.
explain-role = ✅ This member has that role.
explain-no-role = 🚫 This member does not have that role.
explain-no-limits = No limit holds for this member.
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

## Reports

menu-report = Report this picture
report-done = Thank you. I have hidden the picture, and the moderators look at it.
report-known = This picture was reported already, and the moderators look at it.
report-told = Thank you. I have told the moderators, who decide whether the picture may stay.
report-restored = The moderators have looked at this picture, and it may stay. Please write to one of them if something about it has changed.
report-removed = The moderators have removed this picture already.
report-not-hidden = Thank you. I have told the moderators, but I could not hide the picture.
report-hidden-here = 🚩 A picture of { $member } was reported. It is hidden until the moderators have looked at it.
report-removed-here = 🚩 A picture of { $member } was removed by the moderators.
report-notice = 🚩 A picture of { $member } was reported by { $reporter }: { $link }
report-notice-again = It was restored before, so I did not hide it again.
report-notice-blocked = The member who reported it is blocked, so I did not hide it.
button-restore = Restore
button-remove = Remove
button-block = Block member…
block-title = Block the member who asked for it
block-reason = Why; the member reads it
block-reason-default = A picture of yours was reported to the moderators.
report-restored-done = Restored.
report-removed-done = Removed. Nobody in this server can use it as an input any more.
report-restored-by = ✅ Restored by { $moderator }.
report-removed-by = 🗑️ Removed by { $moderator }.
report-blocked-by = 🚫 { $member } was blocked by { $moderator }.
log-report-restored = 🚩 { $moderator } restored a reported picture: { $picture }
log-report-removed = 🚩 { $moderator } removed a reported picture: { $picture }
refused-report-what = Only pictures that I have posted for all to see can be reported to the moderators. For anything else please use Discord's own report.
refused-report-channel = I cannot reach the moderators of this server, so I have not hidden the picture. Please write to one of them.
refused-report-often = { $waiting } pictures that you have reported are not looked at yet. Please wait for the moderators, or write to one of them.
refused-report-fetch = I could not fetch the picture from Discord to show it to the moderators. Please try again.
refused-report-unknown = I know nothing about this report. Please report the picture again.
refused-report-busy = Somebody is reporting this picture or deciding about it right now. Please try again in a moment.
refused-report-removed = This picture was removed already, so it cannot be restored.
refused-report-restore = I could not put the picture back. Please see that I may view that channel and attach files there, and that its thread is open; then try again.
refused-report-remove = It cannot be used as an input any more, but I could not take the picture out of its message. Please delete that message, or try again.
refused-reported = That picture was reported to the moderators, so it cannot be used now.
refused-moderator = Only members who may manage messages here can decide about reports.
refused-input-removed = `{ $option }` was removed by this server's moderators, so it cannot be used here. Please use another picture.

## What Discord shows beside each command

command-easel = Decide how I work in this server
command-easel-block = Keep a member from making pictures in this server, for a while or until you lift it
command-easel-blocks = See who may make no pictures in this server
command-easel-budget = Set what a month may cost, and what happens when it is spent; see what is spent
command-easel-settings = See and change what is set most often, in one panel
command-easel-pause = Take no requests in this server until you resume
command-easel-resume = Take requests in this server again
command-easel-limits = Choose how much members may make
command-easel-limits-set = Set a limit for each member, one member, a role, or all together
command-easel-limits-list = See all limits of this server
command-easel-limits-clear = Take back what was set for each member, one member, a role, or all together
command-easel-edits = Set how pictures are edited in this server, and see what holds
command-easel-explain = See what a member may do in a channel, what stands in the way, and why
command-easel-log = Set where I tell of what I do and of what members report, and see what holds
command-easel-history = See who changed what in this server's settings, and when
command-easel-rules = Set what holds in a channel, in a category, or in the whole server
command-easel-rules-clear = Take rules of a place back, and see what holds there then
command-easel-rules-list = See every rule that is set in this server
command-easel-rules-set = Set rules of a channel, of a category or of the whole server, and see what holds
command-easel-unblock = Let a blocked member make pictures in this server again
command-easel-usage = See what was made in this server over time, by whom and with which model
command-easel-words = Choose words that requests in this server may not contain
command-easel-words-add = Refuse requests that contain a word, a phrase or an emoji
command-easel-words-list = See which words requests may not contain
command-easel-words-remove = Take a word off the list, so that requests may contain it again
command-easel-words-test = See whether a request with these words would be refused, and for which of them
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
