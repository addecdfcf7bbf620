/** What administrators say of their people, for the text under their mails. */
package org.pillarbox.rulebook.attributes;
