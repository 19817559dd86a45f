# ruff: noqa: RUF001 - this file is about the marks that news is typeset with
"""The table of a site's chrome: each form of line that it prints around a story, with an example.

A form that may begin with anything names a word that it cannot do without (`needs`).

To teach the desk a new form, add a rule here; `chrome` says when a rule may speak.
Must not: hold a form that a story's own line could have, unless it is short and no sentence.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

__all__ = ["SITE_RULES", "Rule"]

_SITE: Final = (
    r"(?:facebook|twitter|x|whatsapp|linkedin|reddit|pinterest|telegram|messenger|instagram|youtube"
    r"|tiktok|flipboard|mastodon|bluesky|threads|snapchat|viber|line|tumblr|e-?mail|sms|copy link"
    r"|google(?:\+| plus)?|google news|apple news|rss)"
)
_WHAT: Final = r"(?:article|story|page|post|video|link|image|photo|gallery|episode|report)"
_TIME: Final = (
    r"(?:\d+(?:[:./-]\d+)*(?:st|nd|rd|th)?(?:am|pm)?|[ap]\.?m\.?|gmt|utc|bst|[ecmp][sd]?t|on|at|about|an?"
    r"|the|of|by|ago|just|now|today|yesterday|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?"
    r"|seconds?|(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun"
    r"|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|[-–—|•·,])\.?,?"
)


@dataclass(frozen=True, slots=True)
class Rule:
    """One form of chrome.

    pattern: matched against the whole line without edge ornaments, with straight apostrophes;
    cased: capitals count (names are told from words by them);
    firm: true of the line even when it is a long sentence;
    needs: a word in small letters without which the pattern is not even tried, as long sentences
    make it slow;
    opens_list: a heading over links to other stories, so that bare titles after it go with it;
    credits_writers: it says who wrote, so that it is the byline of a story without another.
    """

    name: str
    pattern: str
    example: str
    firm: bool = False
    cased: bool = False
    opens_list: bool = False
    credits_writers: bool = False
    needs: str = ""


SITE_RULES: Final = (
    Rule(
        "accessibility",
        r"accessibility(?: links| help| statement| feedback)?",
        "Accessibility links",
    ),
    Rule(
        "skip",
        r"(?:skip|jump)(?: directly)? (?:to|past)(?: \S+){1,5}|skip (?:nav|navigation|ad)",
        "Skip to main content",
    ),
    Rule(
        "breaking",
        r"(?:latest )?breaking(?: news)?(?: alert)?|live updates?|just in",
        "Breaking News",
    ),
    Rule(
        "share",
        rf"share|shares?:? \d+|\d+ shares?|share(?: (?:this|the|full|our))?(?: {_WHAT})?"
        rf"|share(?: (?:this|the))?(?: {_WHAT})? (?:on|via|by|with|to|using) {_SITE}"
        rf"|share (?:options|tools|with friends)|share this {_WHAT} about sharing",
        "Share this article",
    ),
    Rule(
        "share-buttons",
        rf"(?:tweet|pin|post|send|like)(?: (?:this|it|us))?(?: {_WHAT})?"
        rf"|{_SITE}(?:[ ,|/•·]+{_SITE}){{1,12}}|(?:facebook|twitter|whatsapp|linkedin|reddit"
        rf"|pinterest|messenger|flipboard|e-?mail)",
        "Facebook Twitter WhatsApp",
    ),
    Rule(
        "send",
        rf"e-?mail (?:this|to)(?: (?:a|the))?(?: (?:{_WHAT}|friend))?|copy(?: the| this)? (?:link"
        rf"|url)(?: to clipboard)?|link copied[.!]?|the (?:code"
        rf"|url) has been copied to your clipboard[.!]?|gift this {_WHAT}|get (?:the )?app"
        rf"|open in app",
        "Copy link",
        firm=True,
    ),
    Rule(
        "print",
        rf"print(?:er[- ]friendly(?: version)?)?(?: this)?(?: {_WHAT})?|(?:save|bookmark"
        rf"|saved?)(?: this| for later)?(?: {_WHAT})?|download(?: pdf| app)?",
        "Print",
    ),
    Rule(
        "text-size",
        r"(?:text|font) size:?(?: \S+){0,4}|a a a|increase font size|decrease font size"
        r"|resize text",
        "Text size",
    ),
    Rule(
        "listen",
        rf"(?:listen|listen now|listen to (?:this|the) {_WHAT}|play audio"
        rf"|audio)(?:[ •·|-]+(?:\d+(?:[: ]\d+)? ?(?:min(?:ute)?s?)?))?"
        rf"|(?:to )?listen(?: to this)? {_WHAT}",
        "Listen to this article • 4 min",
    ),
    Rule(
        "embed",
        r"embed|direct link|pop-?out player|no media source currently available|auto(?: \d+p)+"
        r"|width px height px|(?:\d+:)?\d?\d:\d\d(?: ?/ ?(?:\d+:)?\d?\d:\d\d"
        r"| (?:\d+:)?\d?\d:\d\d)*",
        "No media source currently available",
    ),
    Rule(
        "player",
        r"media playback is (?:unsupported|not supported) on (?:your|this) device\.?"
        r"|this video can ?not be played\.?|(?:your|this) browser (?:does not"
        r"|doesn't) support [^\"“]{1,60}|to play this (?:video"
        r"|content)[^\"“]{0,80}javascript[^\"“]{0,60}|please (?:enable"
        r"|turn on) javascript[^\"“]{0,80}|javascript (?:is|must be) (?:disabled|enabled"
        r"|required)[^\"“]{0,80}",
        "Media playback is unsupported on your device",
        firm=True,
    ),
    Rule(
        "video",
        r"(?:play|watch)(?: the| this| full)?(?: video| now| live| more| clip)?|video|videos"
        r"|now playing|up next|more videos|autoplay|unmute|replay",
        "Watch live",
    ),
    Rule(
        "advertisement",
        r"advert(?:isement|iser content|ising)?s?(?: ?[-–—:] ?(?:scroll|continue|story|article"
        r"|content)[^.]{0,50})?|ads?(?: by \w+)?|sponsored(?: content| by(?: \S+)?| links?)?"
        r"|promoted(?: content)?(?: by \w+)?|powered by [\w.]+|paid (?:content|post"
        r"|partner content)|supported by|remove ads|report (?:this )?ad|skip advertisement",
        "Advertisement",
    ),
    Rule(
        "continues",
        rf"(?:(?:the )?{_WHAT}|content) continues (?:below|after)(?: (?:this "
        rf"|the )?(?:advert(?:isement)?|ad|promotion|gallery|video))?"
        rf"|scroll (?:down )?to continue(?: (?:with content|reading))?"
        rf"|continue reading(?: (?:the )?main {_WHAT}| below| here)?(?: share this page)?",
        "Story continues below advertisement",
    ),
    Rule(
        "read-more",
        r"(?:read|see|learn|find out|show|view|load|discover)(?: (?:more|also|all|next"
        r"|full (?:story|article|bio|coverage)))+|also read|see also|read (?:this )?next|more"
        r"|expand|collapse|view original|see full (?:story|bio)",
        "Read more:",
        opens_list=True,
    ),
    Rule(
        "read-more-link",
        r"(?:read|see) (?:more|also|next|now)(?: here| about .{1,60})?(?: ?[:|>»] ?"
        r"| [-–—] ).{1,160}|also read ?[:|>»-].{1,160}|(?:related|recommended|must read"
        r"|editor's pick)(?: (?:story|stories|article|articles|news|coverage|link|links|video"
        r"|reading))? ?(?::|\||>|»| -) .{1,160}|(?:more (?:story|stories|news|coverage)|watch"
        r"|listen) ?(?::|\||>|») .{1,160}|click here .{1,100}|\[?(?:read|more|see also"
        r"|related) ?: .{1,160}\]",
        "Related: Five charts on the harbour budget",
    ),
    Rule(
        "related-heading",
        r"related(?: (?:topics|stories|articles|content|coverage|news|links|videos?"
        r"|internet links|reading|tags))?|(?:most|more) (?:read|popular|viewed|watched"
        r"|shared)(?: (?:stories|articles|news|now|today))?|(?:top|latest|more|other|recent"
        r"|featured|trending|popular|recommended|must-read|world|local) (?:stories|headlines"
        r"|news|articles|posts|videos)(?: today| now)?|trending(?: now| topics)?"
        r"|recommended(?: for you| by \S+| reading)?|you (?:may"
        r"|might)(?: also)? (?:also )?(?:like|be interested in|have missed)(?: these| this)?"
        r"|editor'?s'? (?:picks|choice|recommendations)|more (?:from [\w' ]{1,40}|(?:on|in"
        r"|about) this [\w ]{1,30})|what to read next|don't miss|around the (?:web|bbc)"
        r"|from (?:around the web|our (?:partners|network))|elsewhere on [\w ]{1,30}"
        r"|today's top [\w ]{1,30}|see all [\w' ]{1,40}",
        "More on this story",
        opens_list=True,
    ),
    Rule(
        "tags",
        r"(?:tags|topics|filed under|categories|category|keywords|in this (?:article"
        r"|story))(?: ?: ?.{1,200})?",
        "Tags: harbour, budget, council",
    ),
    Rule(
        "newsletter",
        r"newsletters?|(?:daily|weekly|morning|evening) newsletter"
        r"|(?:e-?mail )?newsletter sign-?up|enter (?:your )?e-?mail(?: address)?(?: here)?"
        r"|get [^\"“]{1,80} every (?:morning|evening|day|week|weekday|weekend|(?:mon|tues|wednes"
        r"|thurs|fri|satur|sun)day)|(?:your )?e-?mail address\*?"
        r"|thank(?:s| you) for (?:subscribing|signing up)[.!]?",
        "Newsletter sign-up",
    ),
    Rule(
        "newsletter-prompt",
        r"(?:sign up|subscribe|register)(?: now| today| here)?(?: for free)? (?:for|to"
        r"|here for)(?: [\w-]+'?s?){0,6} (?:newsletters?|e-?mails?|briefings?|alerts|updates"
        r"|podcast|digest|channel)[^\"“]{0,160}|by (?:signing up|subscribing|submitting"
        r"|registering)[^\"“]{0,80}\byou\b[^\"“]{0,160}(?:agree|privacy|terms)[^\"“]{0,120}",
        "Sign up for our newsletter",
        firm=True,
    ),
    Rule(
        "newsletter-inbox",
        r"get [^\"“]{1,100} (?:to|in) your inbox[^\"“]{0,60}"
        r"|[^\"“]{0,80}(?:straight|directly|right|delivered) (?:to|in) your inbox[^\"“]{0,60}",
        "The week's best reads, delivered straight to your inbox",
        firm=True,
        needs="inbox",
    ),
    Rule(
        "subscribe",
        r"subscribe(?: now)? to (?:access|read|continue|unlock)\b.{1,60}|subscri(?:be|ptions?"
        r"|ber only|ber exclusive)(?: (?:now|today|here|for .{1,40}|to .{1,40}))?"
        r"|(?:already a subscriber\?? ?)?(?:sign|log)[ -]?(?:in|out|up)(?: or .{1,30}| here| now"
        r"| to .{1,40})?|register(?: now| here)?|create (?:an |your )?(?:free )?account"
        r"|my account|become a (?:member|subscriber|supporter)|donate(?: now| today)?"
        r"|support (?:us|our (?:work|journalism))|start (?:your )?free trial",
        "Subscribe",
    ),
    Rule(
        "offer",
        r"(?:try|get|enjoy|start) [^\"“]{0,40}\baccess\b[^\"“]{0,160}[€$£] ?\d[^\"“]{0,160}",
        "Try unlimited access for only €1 for 4 weeks. Cancel anytime.",
        firm=True,
    ),
    Rule(
        "cookies",
        r"(?:we|this (?:web)?site|our (?:web)?site)(?: and (?:our|its) partners)? (?:use|uses"
        r"|store)[^\"“]{0,40} cookies[^\"“]{0,500}|(?:we|this (?:web)?site) (?:use"
        r"|uses) cookies\.?|by (?:continuing|using|clicking|closing|browsing"
        r"|accepting)[^\"“]{0,80}\byou\b[^\"“]{0,160}(?:cookies|terms"
        r"|privacy policy)[^\"“]{0,300}|cookies help us (?:deliver|improve)[^\"“]{0,200}",
        "We use cookies to give you the best experience on our site.",
        firm=True,
    ),
    Rule(
        "consent",
        r"(?:accept|reject|allow|decline)(?: all)?(?: cookies)?|accept (?:and|&) (?:close"
        r"|continue)|i (?:agree|accept)|got it[.!]?|(?:manage|change|update)(?: my"
        r"| your)? (?:cookies?|preferences|settings|consent|choices)(?: settings| preferences)?"
        r"|cookies? (?:policy|settings|preferences|notice|statement)|your privacy(?: choices"
        r"| rights)?|we value your privacy"
        r"|do not sell(?: or share)? my (?:personal )?info(?:rmation)?",
        "Accept all cookies",
    ),
    Rule(
        "follow",
        rf"follow(?: us| me)?(?: (?:on"
        rf"|via) {_SITE}(?:[,/& ]+(?:and )?{_SITE}){{0,6}}(?: ?:? ?@?\S+)?)?|(?:find|like|join"
        rf"|connect with) us(?: on {_SITE}(?:[,/& ]+(?:and )?{_SITE}){{0,6}})?[.!]?|@\w{{2,30}}",
        "Follow us on Twitter",
    ),
    Rule(
        "follow-writer",
        r"(?:you can )?(?:follow|find|contact|reach|e-?mail)(?: [\w.'-]+){1,6} (?:on (?:twitter"
        r"|facebook|instagram|linkedin|tiktok|bluesky|mastodon|threads|x)\b(?! ray)|(?:at|via"
        r"|on) (?:@|[\w.+-]+@))[^\"“]{0,120}|follow(?: [\w.'-]+){0,4} @\w+[^\"“]{0,60}"
        r"|contact the (?:writer|author|reporter|editor|newsroom)s?\b[^\"“]{0,120}"
        r"|send (?:us )?your (?:tips|comments|news|stories)[^\"“]{0,160}"
        r"|(?:do you )?have a (?:story|tip|news tip)\b[^\"“]{0,30}\?[^\"“]{0,160}",
        "Follow Ana Obeng on Twitter: @anaobeng",
        firm=True,
    ),
    Rule(
        "comments",
        r"(?:\d[\d,]*|no|view|show|hide|see|read|post|add|all|load|leave|write)?(?: (?:a|your"
        r"|the|all|\d+))?(?: \d[\d,]*)? ?comments?(?: ?\(?\d[\d,]*\)?| here| below| section"
        r"| policy| on this (?:story|article))?|comments are (?:closed|off|turned off"
        r"|disabled)[^\"“]{0,30}|(?:join the (?:conversation|discussion|debate)|have your say"
        r"|be the first to comment|leave a reply|reply|report abuse"
        r"|what do you think\? .{0,40}comments?.{0,20})[.!]?",
        "0 comments",
    ),
    Rule(
        "updated",
        rf"(?:(?:last|first) )?(?:updated|published|posted|modified|publication date"
        rf"|date published|created|upload(?:ed)?)(?: (?:on|at|date"
        rf"|time))? ?:? ?{_TIME}(?: {_TIME}){{0,13}}|(?:\d+|an?|about an?) (?:second|sec|minute|min"
        rf"|hour|hr|day|week|month|year)s? ago|(?:just now|updated|published)",
        "Updated 3 hours ago",
    ),
    Rule(
        "byline-label",
        r"by|written by|authors?|about the authors?",
        "Written by",
    ),
    Rule(
        "reading-time",
        r"(?:estimated )?(?:reading|read) time ?:? ?(?:about )?\d+ ?(?:min(?:ute)?s?)?"
        r"|\d+[- ]min(?:ute)?s?(?: (?:read|listen|watch))|[<~] ?\d+ min(?:ute)?s?(?: read)?",
        "5 min read",
    ),
    Rule(
        "gallery",
        r"(?:(?:image|photo|picture|slide|gallery|page|figure)s? ?)?\(?\d+ ?(?:of"
        r"|/) ?\d+\)?(?: (?:photos|images|pictures|slides))?|\d+ (?:photos|images|pictures"
        r"|videos)|(?:view|see|open|launch|show|full)(?: (?:the|all|photo|image"
        r"|full))* (?:gallery|photos|images|pictures|slideshow|screen|caption)|(?:hide|toggle"
        r"|show|close) caption|(?:enlarge|expand)(?: this)? image|photo gallery|next"
        r"|prev(?:ious)?|(?:previous|prev) (?:next|image|photo|slide|article|post|story)"
        r"|next (?:image|photo|slide|article|post|story)|image caption|image source|slideshow"
        r"|photo|caption|buy (?:photo|this photo|prints?)",
        "Photo 3 of 14",
    ),
    Rule(
        "credit",
        r"image (?:source|copyright),? .{1,60}|(?:from|source|via"
        r"|provided by) ?: ?[\w .'&/]{2,30}|(?:getty|getty images|shutterstock|istock|alamy)",
        "Image source, Getty Images",
    ),
    Rule(
        "navigation",
        r"(?:main |site |mobile )?(?:menu|navigation|search)(?: (?:menu|site|for|results))?"
        r"|open (?:menu|search|navigation)|close(?: menu| search| this| window)?|(?:home"
        r"|front) ?page|home|back(?: to (?:top|home|homepage|news|results))?|return to (?:top"
        r"|home|homepage)|go (?:back|home)|site ?map|(?:about|contact)(?: us)?|help(?: (?:centre"
        r"|center|& support|and support))?|faqs?|careers|work for us|advertise(?: with us)?"
        r"|e-?paper|today's paper|media kit|terms(?:(?: (?:of|and|&))? (?:use|service|conditions"
        r"|sale))*|privacy (?:policy|notice|statement|centre|center)|(?:editorial|corrections"
        r"|ethics) (?:guidelines|policy)|change (?:language|location|edition|region)"
        r"|loading(?: ?\.\.\.| ?…)?|please wait|notifications?|settings|edition",
        "Contact us",
    ),
    Rule(
        "breadcrumb",
        r"home ?(?:[>»›/|•][^>»›/|•.]{1,42}){1,6}"
        r"|(?:[^>»›|•.,\d]{1,26}[>»›|•]){3,12}[^>»›|•.,\d]{1,26}",
        "Home > World > Europe",
    ),
)
