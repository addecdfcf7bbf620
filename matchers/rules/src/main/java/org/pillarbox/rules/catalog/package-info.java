/** What there is to write in a rule, and rules as plain maps, which JSON and YAML are read into. */
package org.pillarbox.rules.catalog;
