/** What is known of one message and its dialogue when rules are asked; it knows no mail library. */
package org.pillarbox.rules.facts;
