/** One record per condition: a pure function from facts to yes, no or unknown. */
package org.pillarbox.rules.condition;
