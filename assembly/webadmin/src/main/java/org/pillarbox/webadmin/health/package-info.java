/** Health checks of what belongs to no other room: disk, certificate, engines. */
package org.pillarbox.webadmin.health;
