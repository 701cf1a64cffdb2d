import type { EcsDraft } from '../../resources/ecs-draft.js'
import { give } from '../template/exports.js'
import { attribute, either, ref } from '../template/intrinsics.js'
import { parameterName } from '../template/properties.js'
import type { StackDraft } from '../template/stack-draft.js'
import { groupWords } from './add-security-groups.js'
import { vpc } from './vpc.js'

/**
 * Adds the load balancer of the routes with its listeners; rules and target groups stand with the services. Where a route asks for TLS, its host is served by HTTPS alone. Where none does,
 * a certificate may be given, and then all routes are.
 */
export function addLoadBalancer({ units }: EcsDraft, stack: StackDraft): void {
  const groups = units.flatMap(({ targetGroups }) => targetGroups)
  if (groups.length === 0) return
  give(stack, 'Vpc', 'VPC of everything', vpc(stack))
  const subnets = stack.parameter('PublicSubnetIds', 'PUBLIC_SUBNETS', {
    Type: 'List<AWS::EC2::Subnet::Id>',
    Description: 'Subnets of load balancers, in at least two zones; with a way from the internet where their scheme is internet-facing',
  })
  const scheme = stack.parameter('LoadBalancerScheme', 'LOAD_BALANCER_SCHEME', {
    Type: 'String',
    Description: 'Whether load balancers are reached from the internet, or from the VPC alone',
    Default: 'internet-facing',
    AllowedValues: ['internet-facing', 'internal'],
  })
  if (groups.some(({ kind }) => kind === 'network')) {
    give(stack, 'Scheme', 'whether load balancers are reached from the internet', scheme)
    give(stack, 'PublicSubnets', 'subnets of load balancers', { 'Fn::Join': [',', subnets] })
  }
  const rules = groups.flatMap((group) => group.rules)
  if (rules.length === 0) return
  stack.add(['LoadBalancer'], {
    Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
    Properties: {
      Type: 'application',
      Scheme: scheme,
      Subnets: subnets,
      SecurityGroups: [attribute(stack.idOf(groupWords('LoadBalancer')), 'GroupId')],
    },
  })
  give(stack, 'LoadBalancerDomain', 'domain of the load balancer, for records of DNS', attribute('LoadBalancer', 'DNSName'))
  give(
    stack,
    'LoadBalancerName',
    'end of the ARN of the load balancer, by which metrics know it',
    attribute('LoadBalancer', 'LoadBalancerFullName'),
  )
  const certificates = [...new Set(rules.flatMap(({ certificate }) => certificate ?? []))]
  if (certificates.length > 0) addSecureListener(stack, certificates)
  else addOptionalListener(stack)
}

function addSecureListener(stack: StackDraft, certificates: readonly string[]): void {
  for (const name of certificates)
    stack.parameter(parameterName(name), name, {
      Type: 'String',
      Description: `Certificate of AWS Certificate Manager (${name})`,
      AllowedPattern: 'arn:[^ ]+',
      ConstraintDescription: 'must be an ARN',
    })
  const [first = '', ...others] = certificates
  addListener(stack, 'Listener', 80, 'HTTP', notFound)
  addListener(stack, 'SecureListener', 443, 'HTTPS', notFound, ref(parameterName(first)))
  give(stack, 'Listener', 'ARN of the listener for HTTP', ref('Listener'))
  give(stack, 'SecureListener', 'ARN of the listener for HTTPS', ref('SecureListener'))
  // a listener is made with one certificate (Elastic Load Balancing API, AddListenerCertificates)
  if (others.length > 0)
    stack.add(['Certificates'], {
      Type: 'AWS::ElasticLoadBalancingV2::ListenerCertificate',
      Properties: {
        ListenerArn: ref('SecureListener'),
        Certificates: others.map((name) => ({ CertificateArn: ref(parameterName(name)) })),
      },
    })
}

function addOptionalListener(stack: StackDraft): void {
  const certificate = stack.parameter('CertificateArn', 'CERTIFICATE_ARN', {
    Type: 'String',
    Description: 'Certificate of AWS Certificate Manager, for routes by HTTPS; HTTP where it is empty',
    Default: '',
    AllowedPattern: '(arn:[^ ]+)?',
    ConstraintDescription: 'must be an ARN or nothing',
  })
  stack.conditions.set('HasCertificate', { 'Fn::Not': [{ 'Fn::Equals': [certificate, ''] }] })
  addListener(stack, 'PlainListener', 80, 'HTTP', either('HasCertificate', toHttps, notFound))
  addListener(stack, 'SecureListener', 443, 'HTTPS', notFound, certificate, 'HasCertificate')
  give(stack, 'Listener', 'ARN of the listener of the routes', either('HasCertificate', ref('SecureListener'), ref('PlainListener')))
}

function addListener(
  stack: StackDraft,
  id: string,
  port: number,
  protocol: 'HTTP' | 'HTTPS',
  action: object,
  certificate?: object,
  condition?: string,
): void {
  stack.add([id], {
    Type: 'AWS::ElasticLoadBalancingV2::Listener',
    ...(condition !== undefined && { Condition: condition }),
    Properties: {
      LoadBalancerArn: ref('LoadBalancer'),
      Port: port,
      Protocol: protocol,
      ...(certificate && { Certificates: [{ CertificateArn: certificate }], SslPolicy: securityPolicy }),
      DefaultActions: [action],
    },
  })
}

/** TLS 1.2 and 1.3 with forward secrecy (Elastic Load Balancing, security policies for Application Load Balancers); the default of the API still has TLS 1.0. */
const securityPolicy = 'ELBSecurityPolicy-TLS13-1-2-2021-06'

const toHttps = { Type: 'redirect', RedirectConfig: { Protocol: 'HTTPS', Port: '443', StatusCode: 'HTTP_301' } }

/** What no route leads to. */
const notFound = { Type: 'fixed-response', FixedResponseConfig: { StatusCode: '404', ContentType: 'text/plain', MessageBody: 'Not found' } }
