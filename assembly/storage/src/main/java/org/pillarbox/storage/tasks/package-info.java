/** Administration tasks that find and mend rows that disagree. */
package org.pillarbox.storage.tasks;
