/** The rule set that holds now. */
package org.pillarbox.rulebook.live;
