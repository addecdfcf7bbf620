/** REST resources of our own, one class per resource. */
package org.pillarbox.webadmin.routes;
