/**
 * What rules do: one mailet for each action of the rule language, for mailetcontainer.xml and for
 * {@link org.pillarbox.actions.rules.CarryOut} alike.
 */
package org.pillarbox.actions.rules;
