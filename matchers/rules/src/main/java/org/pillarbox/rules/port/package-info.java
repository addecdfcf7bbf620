/** What rules need from the world; whoever has the technology binds it. */
package org.pillarbox.rules.port;
