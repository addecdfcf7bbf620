/** Rules at the ways in: SMTP and LMTP dialogues, JMAP submission. */
package org.pillarbox.rulebook.entrance;
