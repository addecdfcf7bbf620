/** What several tests of this room need. */
package org.pillarbox.rulebook.testing;
