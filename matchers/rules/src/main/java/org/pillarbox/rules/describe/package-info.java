/** How a condition or an action describes itself: what REST, command, console and manual show. */
package org.pillarbox.rules.describe;
