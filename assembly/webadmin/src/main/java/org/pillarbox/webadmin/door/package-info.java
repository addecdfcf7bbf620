/** The HTTPS listener: who comes in, what of a request goes on, and to whom. */
package org.pillarbox.webadmin.door;
