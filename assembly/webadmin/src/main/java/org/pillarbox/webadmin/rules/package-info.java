/** REST resources of the rule set, its lists and the quarantine. */
package org.pillarbox.webadmin.rules;
