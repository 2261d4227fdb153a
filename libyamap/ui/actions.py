"""Everything the window can do, as data: menus, toolbar, tool tips and the command palette are all read from here.

Their Qt half is `ui.action_set`; what they do is wired in `ui.main_window`.
"""

from typing import NamedTuple


class ActionSpec(NamedTuple):
    """One action. `keys` is a shortcut such as `Ctrl+K`, or `:Open` for the platform's own (QKeySequence.StandardKey).

    Actions with the same `group` exclude each other.
    """

    id: str
    title: str
    tip: str
    icon: str = ""
    keys: str = ""
    checkable: bool = False
    group: str = ""


class Menu(NamedTuple):
    """A menu: action ids, sub-menus, and "" for a separating line; `id` names a place that is filled while running."""

    title: str
    entries: tuple["str | Menu", ...]
    id: str = ""


ACTIONS = (
    ActionSpec("new-empty", "New empty project…", "Make a project file with nothing in it", "file-plus", ":New"),
    ActionSpec("new-example", "New project from the example…", "Make your own copy of Libya 2016", "file-plus"),
    ActionSpec("open", "Open…", "Open a project file", "folder-open", ":Open"),
    ActionSpec("save-copy", "Save a copy as…", "Write the project to another file as well", "save", ":SaveAs"),
    ActionSpec("keep-view", "Keep this as the opening view", "The project opens with this frame and these layers",
               "bookmark"),
    ActionSpec("import", "Import…", "Take in tables, map files, public data sets; files can be dropped on the window",
               "download", "Ctrl+I"),
    ActionSpec("load-areas", "Load named areas…", "Districts or other areas of your own, for places, filters and zones",
               "square-dashed"),
    ActionSpec("paste-table", "Paste a table…", "Take in rows that were copied in a spreadsheet program",
               "clipboard-copy", "Ctrl+Shift+V"),
    ActionSpec("export", "Export…", "Write features as CSV, spreadsheet, GeoJSON, KML and more; safe release too",
               "upload", "Ctrl+Shift+E"),
    ActionSpec("export-picture", "Export picture…", "Write what is shown to a PNG with legend and credits",
               "file-image", "Ctrl+E"),
    ActionSpec("panel-briefing", "Briefing", "Make a sheet, a slide or a page of what the map shows", "presentation",
               "Ctrl+B", checkable=True),
    ActionSpec("panel-views", "Views", "Named views: frame, layers, filter, time and texts", "camera", "Ctrl+Shift+B",
               checkable=True),
    ActionSpec("save-view", "Keep a named view", "Keep frame, layers, filter, time and the briefing's texts", "camera",
               "Ctrl+Alt+B"),
    ActionSpec("export-briefing", "Export the briefing…", "Write the sheet of the briefing to a file", "file-down",
               "Ctrl+Alt+E"),
    ActionSpec("make-all", "Make all views…", "Write a sheet of each named view, or one deck of slides",
               "presentation"),
    ActionSpec("make-film", "Film of the timeline…", "Write the map through time as an animated picture", "play"),
    ActionSpec("copy-map", "Copy the map as a picture",
               "Put a picture of the map on the clipboard; drag the button to take it into another program",
               "camera", "Ctrl+Alt+C"),
    ActionSpec("close-window", "Close", "Close the window; everything is saved already", "", ":Close"),
    ActionSpec("quit", "Quit", "Leave the program; everything is saved already", "", ":Quit"),
    ActionSpec("undo", "Undo", "Take back the last step", "undo-2", ":Undo"),
    ActionSpec("redo", "Redo", "Do the step again that was taken back", "redo-2", ":Redo"),
    ActionSpec("find", "Find a place…", "Go to any place, feature or coordinates", "search", ":Find"),
    ActionSpec("find-in-table", "Find in table", "Search titles, actors, places and notes", "list-filter",
               "Ctrl+Shift+F"),
    ActionSpec("copy-coordinates", "Copy coordinates", "Copy the last position of the pointer on the map",
               "clipboard-copy", "Ctrl+Shift+C"),
    ActionSpec("move-feature", "Move", "Move what is selected with the arrow keys; the mouse can drag it", "move"),
    ActionSpec("reshape", "Reshape", "Drag the corners of the selected line or area", "spline"),
    ActionSpec("split-zone", "Split zone…", "Draw a line that makes two zones of the selected one", "scissors"),
    ActionSpec("cut-zone", "Cut an area out of zone…", "Draw an area that is taken out of the selected zone",
               "square-dashed"),
    ActionSpec("merge-zones", "Merge zones…", "Make one zone of several", "combine"),
    ActionSpec("duplicate", "Duplicate", "Add a copy of what is selected, with its claims", "copy", "Ctrl+Shift+D"),
    ActionSpec("copy-forward", "Copy forward in time…", "It ends on a day, and a copy goes on from then",
               "calendar-clock"),
    ActionSpec("delete", "Delete", "Delete what is selected; undo brings it back", "trash-2", "Ctrl+Del"),
    ActionSpec("history-of", "History of the selection", "Who changed what is selected, when, and from what to what",
               "history", "Ctrl+Shift+H"),
    ActionSpec("settings", "Settings…", "Your name in the history, theme, place names", "settings", ":Preferences"),
    ActionSpec("compact", "Compact the file", "Give back the room that deleted things took", "archive"),
    ActionSpec("open-backups", "Open the backups folder", "Copies of this project that are made by themselves",
               "folder-open"),
    ActionSpec("clear-selection", "Clear selection", "Select nothing", "x", "Esc"),
    ActionSpec("zoom-in", "Zoom in", "Show less, larger", "zoom-in", ":ZoomIn"),
    ActionSpec("zoom-out", "Zoom out", "Show more, smaller", "zoom-out", ":ZoomOut"),
    ActionSpec("fit-all", "Show everything", "Bring everything drawn into the frame", "maximize", "Ctrl+0"),
    ActionSpec("fit-selection", "Show the selection", "Fly to what is selected", "focus", "Ctrl+J"),
    ActionSpec("opening-view", "Back to the opening view", "The frame the project opens with", "house", "Alt+Home"),
    ActionSpec("back", "Back", "The view before this one", "chevron-left", "Alt+Left"),
    ActionSpec("forward", "Forward", "The view that was left by going back", "chevron-right", "Alt+Right"),
    ActionSpec("copy-view", "Copy view as text", "Copy a geo: link to what the map shows; the Find box takes it back",
               "link", "Ctrl+Shift+L"),
    ActionSpec("bookmark-view", "Bookmark this view", "Keep what the map shows, for yourself alone", "bookmark",
               "Ctrl+D"),
    ActionSpec("here", "What is here?", "What is known of the middle of the map", "info", "W"),
    ActionSpec("measure", "Measure", "Distance, bearing, area, and zones crossed", "ruler", "M"),
    ActionSpec("rings", "Range rings", "Circles around a place", "crosshair", "R"),
    ActionSpec("add", "Add", "Add an event; the arrow has the other kinds", "plus"),
    ActionSpec("add-event", "Event…", "Add something that happened", "calendar", "Alt+1"),
    ActionSpec("add-presence", "Presence…", "Add a force said to be somewhere", "users", "Alt+2"),
    ActionSpec("add-site", "Site…", "Add an outpost, base, airfield, crossing or town", "landmark", "Alt+3"),
    ActionSpec("add-zone", "Zone…", "Add an area that is held or claimed", "square-dashed", "Alt+4"),
    ActionSpec("add-link", "Link…", "Add support, arms, talks or hostility between two parties", "spline", "Alt+5"),
    ActionSpec("add-actor", "Actor…", "Add a state, government, armed group, organisation or person", "flag", "Alt+6"),
    ActionSpec("add-source", "Source…", "Add an article, report or other document", "file-text", "Alt+7"),
    ActionSpec("panel-form", "Add", "Show or hide the form that adds", "pencil", "", checkable=True),
    ActionSpec("panel-layers", "Layers", "Show or hide the layers", "panel-left", "Ctrl+1", checkable=True),
    ActionSpec("panel-legend", "Legend", "Show or hide the legend", "list", "Ctrl+2", checkable=True),
    ActionSpec("panel-inspector", "Inspector", "Show or hide what is known of the selection", "panel-right", "Ctrl+3",
               checkable=True),
    ActionSpec("panel-table", "Table", "Show or hide the table of all features", "panel-bottom", "Ctrl+4",
               checkable=True),
    ActionSpec("panel-history", "History", "Every step of the project: who, when, what", "history", "Ctrl+H",
               checkable=True),
    ActionSpec("panel-actors", "Actors", "Show or hide the list of actors", "flag", "", checkable=True),
    ActionSpec("panel-sources", "Sources", "Show or hide the list of sources", "file-text", "", checkable=True),
    ActionSpec("panel-here", "What is here?", "Show or hide what is known of a spot", "info", "Ctrl+5", checkable=True),
    ActionSpec("panel-measure", "Measure", "Show or hide the measure tool", "ruler", "Ctrl+6", checkable=True),
    ActionSpec("panel-bookmarks", "Bookmarks", "Show or hide the bookmarks", "bookmark", "Ctrl+7", checkable=True),
    ActionSpec("panel-filter", "Filter", "Show or hide what can be filtered by", "filter", "Ctrl+8", checkable=True),
    ActionSpec("panel-timeline", "Timeline", "Show or hide the timeline", "calendar-clock", "Ctrl+9", checkable=True),
    ActionSpec("panel-duplicates", "Likely duplicates", "Events that two sources both tell: join or tell apart",
               "layers-2", "", checkable=True),
    ActionSpec("panel-changes", "What changed", "Ground gained and lost by each party between two days",
               "git-commit-horizontal", "", checkable=True),
    ActionSpec("clear-filter", "Clear the filter", "Take all filters and the time window off", "rotate-ccw",
               "Ctrl+Shift+A"),
    ActionSpec("theme-system", "Like the system", "Light or dark as the system says", "sun-moon", "", True, "theme"),
    ActionSpec("theme-light", "Light", "Light window and map", "sun", "", True, "theme"),
    ActionSpec("theme-dark", "Dark", "Dark window and map", "moon", "", True, "theme"),
    ActionSpec("labels-en", "English place names", "Name places on the map in English", "", "", True, "language"),
    ActionSpec("labels-ar", "Arabic place names", "Name places on the map in Arabic", "", "", True, "language"),
    ActionSpec("place-labels", "Place names", "Show or hide the names on the ground", "tag", "", True),
    ActionSpec("relief", "Shaded relief", "Show or hide hills and mountains", "", "", True),
    ActionSpec("density-cells", "Circles with numbers", "Count events where they are too many to draw", "", "", True,
               "density"),
    ActionSpec("density-heat", "Heat", "Show how dense events are where they are too many to draw", "", "", True,
               "density"),
    ActionSpec("full-screen", "Full screen", "Use the whole screen", "", ":FullScreen", True),
    ActionSpec("palette", "Commands by name…", "Type a few letters of what you want to do", "command", "Ctrl+K"),
    ActionSpec("focus-map", "Go to the map", "Give the keyboard to the map", "map", "Ctrl+M"),
    ActionSpec("help", "Help", "Read the manual; it is part of the program", "circle-help", ":HelpContents"),
    ActionSpec("about", "About libyamap", "Version, credits and licences", "info"),
)  # fmt: skip

MENUS = (
    Menu("&File", ("new-empty", "new-example", "open", Menu("Open recent", (), "recent"), "", "import",
                   "paste-table", "load-areas", "export", "", "panel-briefing", "export-briefing", "make-all",
                   "make-film",
                   "export-picture", "", "save-copy", "keep-view", "compact", "open-backups", "settings", "",
                   "close-window", "quit")),
    Menu("&Edit", ("undo", "redo", "", "move-feature", "reshape", "split-zone", "cut-zone", "merge-zones", "",
                   "duplicate", "copy-forward", "delete", "", "history-of", "panel-history", "panel-duplicates", "",
                   "find-in-table", "copy-map", "copy-coordinates", "clear-selection")),
    Menu("&Add", ("add-event", "add-presence", "add-site", "add-zone", "add-link", "", "add-actor", "add-source"),
         "add"),
    Menu("&View", ("zoom-in", "zoom-out", "fit-all", "fit-selection", "opening-view", "",
                   "clear-filter", "",
                   Menu("Panels", ("panel-layers", "panel-legend", "panel-inspector", "panel-table", "panel-filter",
                                   "panel-timeline", "panel-changes", "panel-duplicates", "",
                                   "panel-form", "panel-actors", "panel-sources", "panel-history", "",
                                   "panel-here", "panel-measure", "panel-bookmarks", "",
                                   "panel-briefing", "panel-views")),
                   Menu("Theme", ("theme-system", "theme-light", "theme-dark")),
                   Menu("Labels", ("labels-en", "labels-ar", "", "place-labels")),
                   Menu("Many events", ("density-cells", "density-heat")),
                   "relief", "", "focus-map", "full-screen")),
    Menu("&Go", ("find", "here", "", "back", "forward", "", "bookmark-view", "panel-bookmarks", "save-view",
                 "panel-views", "copy-view", "", "measure", "rings")),
    Menu("&Help", ("help", "palette", "", "about")),
)  # fmt: skip

TOOLBAR = (
    "open", "", "add", "undo", "redo", "", "opening-view", "fit-all", ">",
    "panel-layers", "panel-filter", "panel-timeline", "panel-table", "panel-inspector", "",
    "copy-map", "panel-briefing",
)  # fmt: skip
"""Action ids in order; "" is a line, ">" pushes what follows to the other end; the Find box stands before it."""
NAMED = frozenset({"add"})
"""Tools that carry their name beside the icon."""
WITH_MENU = {"add": "add"}
"""Tools with an arrow beside them, which opens a menu of the menu bar (by its id)."""
