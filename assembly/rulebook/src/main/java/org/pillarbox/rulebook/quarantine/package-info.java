/** Mail that is held on purpose: the messages in a mail repository, and an index of why. */
package org.pillarbox.rulebook.quarantine;
