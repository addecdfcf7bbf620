/** Patterns and named lists that rules refer to. */
package org.pillarbox.rules.list;
