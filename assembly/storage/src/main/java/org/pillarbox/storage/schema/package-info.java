/**
 * Which tables there are, how they come to be, and the check at every start that they are all
 * there.
 */
package org.pillarbox.storage.schema;
