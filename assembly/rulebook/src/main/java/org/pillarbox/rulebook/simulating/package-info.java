/** Rules tried on one message, or on mail that has passed, without doing anything. */
package org.pillarbox.rulebook.simulating;
