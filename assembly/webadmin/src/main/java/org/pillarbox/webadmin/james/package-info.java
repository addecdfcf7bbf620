/** James' own HTTP listeners, moved to loopback and opened to the door alone. */
package org.pillarbox.webadmin.james;
