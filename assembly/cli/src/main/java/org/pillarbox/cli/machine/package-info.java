/** What the appliance stands on: the machine, the data directory, its own process. */
package org.pillarbox.cli.machine;
