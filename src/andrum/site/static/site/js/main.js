// Small helps that a page can do without: every one of them has a way that works without script.
import "./keys.js";
import "./confirm.js";
import "./autosave.js";
import "./copy.js";
import "./page.js";
