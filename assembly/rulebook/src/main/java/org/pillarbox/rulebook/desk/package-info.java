/** What an administrator does with the rule set: change, try, roll back, bar, keep inside. */
package org.pillarbox.rulebook.desk;
