/** The command's way to a running appliance: REST through the HTTPS door, on this machine. */
package org.pillarbox.cli.door;
