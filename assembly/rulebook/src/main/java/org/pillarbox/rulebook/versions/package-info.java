/**
 * The versions of the rule set: who changed what, when and why, as events on James' event-sourcing
 * library; the sets themselves beside them, each kept once.
 */
package org.pillarbox.rulebook.versions;
