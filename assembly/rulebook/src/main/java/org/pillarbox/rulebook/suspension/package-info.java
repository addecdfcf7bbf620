/** Accounts whose sending a rule has suspended. */
package org.pillarbox.rulebook.suspension;
