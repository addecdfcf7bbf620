/** One record per action: what a rule says, not how it is carried out. */
package org.pillarbox.rules.action;
